import type { WhereWords } from '../words.ts'

export const nl: WhereWords = {
  language: 'Dutch',
  cancelled: 'Uw bestelling {order} is geannuleerd.',
  preparing: 'We maken uw bestelling {order} klaar.',
  several: 'Uw bestelling {order} komt in meerdere pakketten.',
  rest: 'De rest maken we nog klaar.',
  follow: 'U kunt de zending hier volgen: {page}',
  order: 'Uw bestelling {order}',
  first: 'Het eerste pakket van uw bestelling {order}',
  nth: 'Pakket {at} van {all}',
  states: {
    problem: '{what} heeft onderweg vertraging door een probleem ({parcel}). We zoeken het uit.',
    returning: '{what} is op weg terug naar ons ({parcel}). We zoeken het uit.',
    attempted: '{what} kon bij de eerste poging niet worden bezorgd ({parcel}). De vervoerder probeert het opnieuw.',
    pickup: '{what} ligt voor u klaar om af te halen ({parcel}).',
    packed: '{what} is ingepakt en wordt binnenkort door de vervoerder opgehaald ({parcel}).',
    moving: '{what} is onderweg ({parcel}).',
    out: '{what} is bij de bezorger ({parcel}).',
    delivered: '{what} is bezorgd op {day} ({parcel}).',
  },
}
