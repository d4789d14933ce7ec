import type { WhereWords } from '../words.ts'

export const de: WhereWords = {
  language: 'German',
  cancelled: 'Ihre Bestellung {order} wurde storniert.',
  preparing: 'Wir bereiten Ihre Bestellung {order} gerade vor.',
  several: 'Ihre Bestellung {order} kommt in mehreren Paketen.',
  rest: 'Den Rest bereiten wir noch vor.',
  follow: 'Hier können Sie die Sendung verfolgen: {page}',
  order: 'Ihre Bestellung {order}',
  first: 'Das erste Paket Ihrer Bestellung {order}',
  nth: 'Paket {at} von {all}',
  states: {
    problem: '{what} wird unterwegs aufgehalten ({parcel}). Wir kümmern uns darum.',
    returning: '{what} ist auf dem Weg zurück zu uns ({parcel}). Wir kümmern uns darum.',
    attempted: '{what} konnte beim ersten Versuch nicht zugestellt werden ({parcel}). Es folgt ein weiterer Versuch.',
    pickup: '{what} liegt zur Abholung bereit ({parcel}).',
    packed: '{what} ist verpackt und wird bald vom Paketdienst abgeholt ({parcel}).',
    moving: '{what} ist unterwegs ({parcel}).',
    out: '{what} ist in der Zustellung ({parcel}).',
    delivered: '{what} wurde am {day} zugestellt ({parcel}).',
  },
}
