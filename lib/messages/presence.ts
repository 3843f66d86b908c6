/** How the line begins that a page holds open to the background while it is there; the mark of its document follows. */
export const PRESENCE = 'page:';

/**
 * The load that a document's mark belongs to. A mark is a random word, and a number after a point for each further page
 * that the same load showed: routes of a single-page application, steps of a wizard.
 */
export const loadOf = (mark: string): string => mark.split('.', 1)[0] ?? '';
