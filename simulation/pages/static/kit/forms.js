// @ts-check
// What stands in the place of a form of action (living/school.py).

/** Nobody holds the post. */
export const VACANT = -1;
/** Nobody has chosen a form yet. */
export const UNCHOSEN = -2;
