/** Encodings that letters of two bytes, or of one, belong to. */
const TWO_BYTES = ['gb2312', 'gbk', 'big5'];

function tableOf(encoding: string): Map<string, number[]> {
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, number[]>();
  const learn = (bytes: number[]) => {
    const letter = decoder.decode(Uint8Array.from(bytes));
    if ([...letter].length === 1 && letter !== '\ufffd' && !table.has(letter)) table.set(letter, bytes);
  };
  for (let lead = 0; lead < 256; lead += 1) {
    if (lead < 128 || !TWO_BYTES.includes(encoding)) learn([lead]);
    else for (let trail = 0x40; trail < 0xff; trail += 1) learn([lead, trail]);
  }
  return table;
}

/** A text in the bytes of a legacy encoding, as browsers read it. Throws where the encoding has no such letter. */
export function legacyBytes(text: string, encoding: string): Uint8Array {
  const table = tableOf(encoding);
  const bytes = [...text].flatMap((letter) => {
    const found = table.get(letter);
    if (!found) throw new Error(`${encoding} has no ${letter}`);
    return found;
  });
  return Uint8Array.from(bytes);
}
