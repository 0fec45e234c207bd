export const a = window.innerWidth
export const b = process.pid
