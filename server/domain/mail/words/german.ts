import { plural } from '#shared/language.ts'
import type { Words } from '../words.ts'

const lowForms = { one: 'Ein Produkt wird knapp', other: '# Produkte werden knapp' }

export const german: Words = {
  order: {
    confirmation: (number, business) => `Bestellung ${number} bei ${business}`,
    receipt: (number, business) => `Beleg zu Bestellung ${number} bei ${business}`,
    thanks: (name) => (name ? `Vielen Dank, ${name}` : 'Vielen Dank für Ihre Bestellung'),
    hereIs: (name) => (name ? `Ihr Beleg, ${name}` : 'Ihr Beleg'),
    number: 'Ihre Bestellnummer',
    collect: 'Abholung',
    late: (made, sent) =>
      `Diese Bestellung wurde am ${made} aufgenommen. Diese Nachricht kommt erst am ${sent}, weil sie vorher nicht gesendet werden konnte.`,
    cancelled: 'Diese Bestellung wurde storniert.',
    why: 'Sie erhalten diese Nachricht, weil diese Adresse bei der Bestellung angegeben wurde. War es nicht Ihre, so können Sie sie ignorieren.',
  },
  lowStock: {
    one: (product, location, left) => `Knapp: ${product}, ${location} (noch ${left})`,
    several: (size) => plural('de', size, lowForms),
    title: (size) => plural('de', size, lowForms),
    text: 'Jedes wird einmal gemeldet. Sie hören wieder davon, wenn es aufgefüllt wurde und erneut knapp wird.',
    left: (quantity, threshold) => `noch ${quantity}, Meldung gewünscht ab ${threshold}`,
    why: 'Sie erhalten diese Nachricht, weil Ihre Adresse unter „Manage, Mail“ für Bestandsmeldungen eingetragen ist.',
  },
  digest: {
    subject: (day, business) => `${business} am ${day}`,
    title: (day) => `So lief es am ${day}`,
    taken: 'Verkauft für',
    orders: 'Bestellungen',
    units: 'Verkaufte Produkte',
    best: 'Am besten verkauft',
    times: (units) => `${units} verkauft`,
    low: 'Wird knapp',
    nothingLow: 'Nichts ist knapp.',
    more: (size) => `und ${size} weitere`,
    attention: 'Braucht Aufmerksamkeit',
    toLookAt: (size) => plural('de', size, { one: '# Vorgang zum Ansehen', other: '# Vorgänge zum Ansehen' }),
    failed: (size) =>
      plural('de', size, {
        one: '# E-Mail konnte nicht gesendet werden',
        other: '# E-Mails konnten nicht gesendet werden',
      }),
    why: 'Sie erhalten diese Nachricht jeden Morgen, weil Ihre Adresse unter „Manage, Mail“ für Bestandsmeldungen eingetragen ist. Verkäufe von Tablets, die sich noch nicht gemeldet haben, fehlen.',
  },
  registration: {
    received: {
      subject: (business) => `Ihre Anmeldung bei ${business}`,
      title: (name) => `Vielen Dank, ${name}`,
      text: (business) =>
        `Ihre Anmeldung bei ${business} ist eingegangen. Sie wird geprüft, und Sie bekommen in jedem Fall eine Nachricht.`,
    },
    approved: {
      subject: (business) => `Willkommen bei ${business}`,
      title: (name) => `Willkommen, ${name}`,
      text: (business) =>
        `Ihre Anmeldung bei ${business} wurde angenommen. Sie können sich mit dem Namen und dem Passwort anmelden, die Sie gewählt haben.`,
    },
    rejected: {
      subject: (business) => `Ihre Anmeldung bei ${business}`,
      title: (name) => `Leider nicht, ${name}`,
      text: (business) => `Ihre Anmeldung bei ${business} wurde nicht angenommen.`,
    },
    reason: 'Grund',
    signIn: 'Anmelden',
    why: 'Sie erhalten diese Nachricht, weil diese Adresse bei einer Anmeldung angegeben wurde. War es nicht Ihre, so können Sie sie ignorieren.',
  },
  reset: {
    subject: (business) => `Ein neues Passwort für ${business}`,
    title: (name) => `Ein neues Passwort, ${name}`,
    text: (minutes) =>
      `Für Ihr Konto wurde ein neues Passwort verlangt. Der Link unten gilt einmal und ${minutes} Minuten lang. Waren Sie es nicht, so lassen Sie ihn: Ihr Passwort bleibt, wie es ist.`,
    button: 'Neues Passwort wählen',
    why: 'Niemand von Awning oder aus Ihrem Betrieb wird Sie je nach diesem Link fragen.',
  },
  test: {
    subject: (business) => `Eine Probe-Mail von ${business}`,
    title: 'Es funktioniert',
    text: 'Diese Nachricht kam mit den Mail-Einstellungen Ihres Awning an. Auf demselben Weg bekommen Kunden ihre Bestätigungen.',
  },
}
