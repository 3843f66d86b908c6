/** How the line begins that a page holds open to the background while it is there; the mark of its document follows. */
export const PRESENCE = 'page:';
