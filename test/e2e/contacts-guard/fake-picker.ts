/** People as the browser process would send them. */
export type Person = Partial<Record<'name' | 'email' | 'tel', string[]>>;

interface MessageHandle {
  watch(signals: { readable: true }, callback: () => void): unknown;
  readMessage(): { result: number; buffer: ArrayBuffer };
  writeMessage(buffer: ArrayBuffer, handles: Iterable<never>): void;
}

/** Chromium's own means of testing the renderer without a browser process behind it; needs the feature MojoJSTest. */
interface Interceptor {
  oninterfacerequest: (request: { handle: MessageHandle }) => void;
  start(): void;
}

/**
 * Stands in for the browser process's half of the picker, which desktop Chromium lacks: answers every call of
 * `blink.mojom.ContactsManager.Select` with `people`. Gives the list of calls, each as the bits of its arguments in the
 * order of the mojom file (1 multiple, 2 name, 4 email, 8 tel). Runs in the page, so it refers to nothing outside.
 */
export function startFakePicker(people: Person[]): number[] {
  const calls: number[] = [];
  const answer = (id: bigint): ArrayBuffer => {
    const bytes: number[] = [];
    const put32 = (at: number, value: number): void => {
      for (let byte = 0; byte < 4; byte += 1) bytes[at + byte] = (value >>> (8 * byte)) & 255;
    };
    // A struct or an array: its size and a count or version, then its content, up to a multiple of eight bytes.
    const block = (content: number, second: number): number => {
      const at = bytes.length;
      for (let index = 0; index < Math.ceil((8 + content) / 8) * 8; index += 1) bytes.push(0);
      put32(at, 8 + content);
      put32(at + 4, second);
      return at;
    };
    const point = (at: number, to: number): void => put32(at, to - at);

    const header = block(24, 1);
    put32(header + 16, 2);
    put32(header + 24, Number(id & 0xffffffffn));
    put32(header + 28, Number(id >> 32n));
    const result = block(8, 0);
    const list = block(8 * people.length, people.length);
    point(result + 8, list);
    people.forEach((person, which) => {
      const info = block(40, 0);
      point(list + 8 + 8 * which, info);
      // Without iterators, which hostile pages replace.
      [person.name, person.email, person.tel].forEach((values, field) => {
        if (!values) return;
        const texts = block(8 * values.length, values.length);
        point(info + 8 + 8 * field, texts);
        values.forEach((value, index) => {
          const encoded = new TextEncoder().encode(value);
          const text = block(encoded.length, encoded.length);
          encoded.forEach((byte, offset) => {
            bytes[text + 8 + offset] = byte;
          });
          point(texts + 8 + 8 * index, text);
        });
      });
    });
    const message = new Uint8Array(bytes.length);
    bytes.forEach((byte, index) => {
      message[index] = byte;
    });
    return message.buffer;
  };

  const Make = (globalThis as never as { MojoInterfaceInterceptor: new (name: string) => Interceptor })
    .MojoInterfaceInterceptor;
  const none: Iterable<never> = { [Symbol.iterator]: () => ({ next: () => ({ done: true, value: undefined }) }) };
  const interceptor = new Make('blink.mojom.ContactsManager');
  interceptor.oninterfacerequest = ({ handle }) => {
    handle.watch({ readable: true }, () => {
      for (let message = handle.readMessage(); message.result === 0; message = handle.readMessage()) {
        const view = new DataView(message.buffer);
        calls.push(view.getUint8(view.getUint32(0, true) + 8));
        handle.writeMessage(answer(view.getBigUint64(24, true)), none);
      }
    });
  };
  interceptor.start();
  // Ends with its last reference.
  (globalThis as { fakePicker?: Interceptor }).fakePicker = interceptor;
  return calls;
}
