// What the readers of one tab, of the same version or of two, say to each other and to the rep.

/** Tells older readers of this tab to look whether they are still alive. Pages can send it too. */
export const STARTED = 'askback-reader-started';

/** What the rep is told when the tab's reader is not the running version's. */
export const UPDATED = 'Askback was updated. Reload this tab to go on.';
