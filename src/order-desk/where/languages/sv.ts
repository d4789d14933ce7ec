import type { WhereWords } from '../words.ts'

export const sv: WhereWords = {
  language: 'Swedish',
  cancelled: 'Din beställning {order} har avbokats.',
  preparing: 'Vi förbereder din beställning {order}.',
  several: 'Din beställning {order} kommer i flera paket.',
  rest: 'Vi förbereder fortfarande resten.',
  follow: 'Du kan följa försändelsen här: {page}',
  order: 'Din beställning {order}',
  first: 'Det första paketet i din beställning {order}',
  nth: 'Paket {at} av {all}',
  states: {
    problem: '{what} har stött på ett problem på vägen ({parcel}). Vi undersöker det.',
    returning: '{what} är på väg tillbaka till oss ({parcel}). Vi undersöker det.',
    attempted: '{what} kunde inte levereras vid första försöket ({parcel}). Transportören försöker igen.',
    pickup: '{what} finns att hämta hos ombudet ({parcel}).',
    packed: '{what} är klar för avsändning och hämtas snart av transportören ({parcel}).',
    moving: '{what} är på väg ({parcel}).',
    out: '{what} är ute för leverans ({parcel}).',
    delivered: '{what} levererades {day} ({parcel}).',
  },
}
