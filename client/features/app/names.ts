/** As people look names up: without regard to case and accents, and 2 before 13. */
export const byName = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' }).compare
