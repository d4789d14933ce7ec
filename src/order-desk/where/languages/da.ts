import type { WhereWords } from '../words.ts'

export const da: WhereWords = {
  language: 'Danish',
  cancelled: 'Din ordre {order} er annulleret.',
  preparing: 'Vi gør din ordre {order} klar.',
  several: 'Din ordre {order} kommer i flere pakker.',
  rest: 'Vi er stadig ved at gøre resten klar.',
  follow: 'Du kan følge forsendelsen her: {page}',
  order: 'Din ordre {order}',
  first: 'Den første pakke i din ordre {order}',
  nth: 'Pakke {at} af {all}',
  states: {
    problem: '{what} er stødt på et problem undervejs ({parcel}). Vi undersøger det.',
    returning: '{what} er på vej tilbage til os ({parcel}). Vi undersøger det.',
    attempted: '{what} kunne ikke leveres i første forsøg ({parcel}). Transportøren prøver igen.',
    pickup: '{what} ligger klar til afhentning ({parcel}).',
    packed: '{what} er pakket og hentes snart af transportøren ({parcel}).',
    moving: '{what} er på vej ({parcel}).',
    out: '{what} er ude til levering ({parcel}).',
    delivered: '{what} blev leveret den {day} ({parcel}).',
  },
}
