import { plural } from '#shared/language.ts'
import type { Words } from '../words.ts'

const lowForms = { one: 'Un produit arrive à sa fin', other: '# produits arrivent à leur fin' }

export const french: Words = {
  order: {
    confirmation: (number, business) => `Commande ${number} chez ${business}`,
    receipt: (number, business) => `Reçu de la commande ${number} chez ${business}`,
    thanks: (name) => (name ? `Merci, ${name}` : 'Merci de votre commande'),
    hereIs: (name) => (name ? `Votre reçu, ${name}` : 'Votre reçu'),
    number: 'Votre numéro de commande',
    collect: 'À retirer',
    late: (made, sent) =>
      `Cette commande a été passée le ${made}. Ce message arrive tard, le ${sent}, car il n’a pas pu être envoyé plus tôt.`,
    cancelled: 'Cette commande a été annulée.',
    why: 'Vous recevez ce message parce que cette adresse a été donnée avec la commande. Si ce n’était pas la vôtre, vous pouvez l’ignorer.',
  },
  lowStock: {
    one: (product, location, left) => `Bientôt épuisé : ${product}, ${location} (reste ${left})`,
    several: (size) => plural('fr', size, lowForms),
    title: (size) => plural('fr', size, lowForms),
    text: 'Chacun est signalé une fois. Vous en aurez des nouvelles s’il est regarni puis vient de nouveau à manquer.',
    left: (quantity, threshold) => `reste ${quantity}, alerte demandée à ${threshold}`,
    why: 'Vous recevez ce message parce que votre adresse figure parmi celles à prévenir du stock, sous « Manage, Mail ».',
  },
  digest: {
    subject: (day, business) => `${business}, ${day}`,
    title: (day) => `Bilan du ${day}`,
    taken: 'Ventes',
    orders: 'Commandes',
    units: 'Produits vendus',
    best: 'Les meilleures ventes',
    times: (units) => plural('fr', units, { one: '# vendu', other: '# vendus' }),
    low: 'Bientôt épuisés',
    nothingLow: 'Rien ne manque.',
    more: (size) => plural('fr', size, { one: 'et # de plus', other: 'et # de plus' }),
    attention: 'À regarder',
    toLookAt: (size) => plural('fr', size, { one: '# chose à regarder', other: '# choses à regarder' }),
    failed: (size) =>
      plural('fr', size, {
        one: '# e-mail n’a pas pu être envoyé',
        other: '# e-mails n’ont pas pu être envoyés',
      }),
    why: 'Vous recevez ce message chaque matin parce que votre adresse figure parmi celles à prévenir du stock, sous « Manage, Mail ». Les ventes des tablettes qui n’ont pas encore donné de nouvelles n’y sont pas.',
  },
  registration: {
    received: {
      subject: (business) => `Votre inscription chez ${business}`,
      title: (name) => `Merci, ${name}`,
      text: (business) =>
        `Votre inscription chez ${business} est arrivée. Un responsable la regarde, et vous recevrez une réponse dans tous les cas.`,
    },
    approved: {
      subject: (business) => `Bienvenue chez ${business}`,
      title: (name) => `Bienvenue, ${name}`,
      text: (business) =>
        `Votre inscription chez ${business} a été acceptée. Vous pouvez vous connecter avec le nom et le mot de passe que vous avez choisis.`,
    },
    rejected: {
      subject: (business) => `Votre inscription chez ${business}`,
      title: (name) => `Désolés, ${name}`,
      text: (business) => `Votre inscription chez ${business} n’a pas été acceptée.`,
    },
    reason: 'Pourquoi',
    signIn: 'Se connecter',
    why: 'Vous recevez ce message parce que cette adresse a été donnée lors d’une inscription. Si ce n’était pas la vôtre, vous pouvez l’ignorer.',
  },
  reset: {
    subject: (business) => `Un nouveau mot de passe pour ${business}`,
    title: (name) => `Un nouveau mot de passe, ${name}`,
    text: (minutes) =>
      `Un nouveau mot de passe a été demandé pour votre compte. Le lien ci-dessous sert une fois, pendant ${minutes} minutes. Si ce n’était pas vous, n’y touchez pas : votre mot de passe reste le même.`,
    button: 'Choisir un nouveau mot de passe',
    why: 'Personne d’Awning ni de votre entreprise ne vous demandera jamais ce lien.',
  },
  test: {
    subject: (business) => `Un e-mail d’essai de ${business}`,
    title: 'Tout marche',
    text: 'Ce message est arrivé par les réglages d’e-mail de votre Awning. Les clients reçoivent leurs confirmations de la même façon.',
  },
}
