import type { WhereWords } from '../words.ts'

export const it: WhereWords = {
  language: 'Italian',
  cancelled: 'Il suo ordine {order} è stato annullato.',
  preparing: 'Stiamo preparando il suo ordine {order}.',
  several: 'Il suo ordine {order} arriva in più pacchi.',
  rest: 'Stiamo ancora preparando il resto.',
  follow: 'Può seguire la spedizione qui: {page}',
  order: 'Il suo ordine {order}',
  first: 'Il primo pacco del suo ordine {order}',
  nth: 'Il pacco {at} di {all}',
  states: {
    problem: '{what} ha avuto un problema durante il viaggio ({parcel}). Ce ne stiamo occupando.',
    returning: '{what} sta tornando da noi ({parcel}). Ce ne stiamo occupando.',
    attempted: '{what} non è stato consegnato al primo tentativo ({parcel}). Il corriere riproverà.',
    pickup: '{what} è pronto per il ritiro ({parcel}).',
    packed: '{what} è imballato, e il corriere lo ritirerà a breve ({parcel}).',
    moving: '{what} è in viaggio ({parcel}).',
    out: '{what} è in consegna ({parcel}).',
    delivered: '{what} è stato consegnato il {day} ({parcel}).',
  },
}
