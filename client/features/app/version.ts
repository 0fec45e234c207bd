/** The app's own version, put in when it is built. */
export const appVersion = String(import.meta.env['VITE_VERSION'] ?? 'development')
