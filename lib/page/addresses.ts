import { LIMITS } from './limits.ts';

/** Addresses that may ask for access to an account, and downloads of apps. */
const NEEDED_WHOLE = /scope|oauth|authori[sz]e|\.(?:x?apk|apk[ms])\b/i;
/** Characters in which such an address shows itself: host, path and first parameters. */
const SHOWN = 8_000;

/**
 * Keeps the addresses of one page short. Those that may ask for access to an account are kept whole, since what they ask
 * for can stand at their far end, and so are downloads of apps, which a server may give for the whole, signed address
 * only. Together they are bounded too, and what is read from them is all that leaves the frame.
 */
export class AddressKeeper {
  private left: number = LIMITS.accessHrefs;

  /** The address as far as it is kept: an ordinary one up to `limit` characters. */
  cut(address: string, limit: number = LIMITS.href): string {
    if (address.length <= limit) return address;
    const room = Math.min(this.left, LIMITS.accessHref);
    if (room <= limit || !NEEDED_WHOLE.test(address.slice(0, SHOWN))) return address.slice(0, limit);
    const kept = address.slice(0, room);
    this.left -= kept.length;
    return kept;
  }
}

/** The address of a document; '' where it has none. */
export function addressOf(document: Document): string {
  // `location` is the one property of a document that no element can shadow.
  const url = document.location?.href ?? document.URL;
  return typeof url === 'string' ? url : '';
}
