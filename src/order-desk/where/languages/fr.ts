import type { WhereWords } from '../words.ts'

export const fr: WhereWords = {
  language: 'French',
  cancelled: 'Votre commande {order} a été annulée.',
  preparing: 'Nous préparons votre commande {order}.',
  several: 'Votre commande {order} arrive en plusieurs colis.',
  rest: 'Nous préparons encore le reste.',
  follow: 'Vous pouvez suivre l’envoi ici : {page}',
  order: 'Votre commande {order}',
  first: 'Le premier colis de votre commande {order}',
  nth: 'Le colis {at} sur {all}',
  states: {
    problem: '{what} rencontre un problème en chemin ({parcel}). Nous nous en occupons.',
    returning: '{what} revient vers nous ({parcel}). Nous nous en occupons.',
    attempted: [
      '{what} n’a pas pu être livrée à la première tentative ({parcel}). Le transporteur réessaiera.',
      '{what} n’a pas pu être livré à la première tentative ({parcel}). Le transporteur réessaiera.',
    ],
    pickup: '{what} vous attend au point de retrait ({parcel}).',
    packed: [
      '{what} est emballée et sera bientôt prise en charge par le transporteur ({parcel}).',
      '{what} est emballé et sera bientôt pris en charge par le transporteur ({parcel}).',
    ],
    moving: '{what} est en route ({parcel}).',
    out: '{what} est en cours de livraison ({parcel}).',
    delivered: ['{what} a été livrée le {day} ({parcel}).', '{what} a été livré le {day} ({parcel}).'],
  },
}
