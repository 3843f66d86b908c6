/**
 * The one event by which the page's world hands the pipe to the isolated world. It is sent before any page script runs,
 * to a listener that waits for exactly one.
 */
export const HANDOVER = 'ringfence-contacts';

/** Page to isolated world: may this call go through? Detail: number, `true` or `false` for multiple, properties. */
export const ASK = 'ask';
/** Isolated world to page: the user's answer. Detail: the number. */
export const ALLOW = 'allow';
export const REFUSE = 'refuse';
/** Page to isolated world: contacts came by a way around the guard and were withheld. */
export const WITHHELD = 'withheld';
/** From a frame's page over the isolated worlds to the top page: a window may have been open; watch your results. */
export const WATCH = 'watch';
/** The same way: this frame's document is left; look after the next one. */
export const LEAVING = 'leaving';
/** From the page's world to the document, where there is no guard yet: the picker was refused. */
export const REFUSED = 'ringfence-refused';
