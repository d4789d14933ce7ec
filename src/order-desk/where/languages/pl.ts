import type { WhereWords } from '../words.ts'

export const pl: WhereWords = {
  language: 'Polish',
  cancelled: 'Zamówienie {order} zostało anulowane.',
  preparing: 'Przygotowujemy zamówienie {order}.',
  several: 'Zamówienie {order} dotrze w kilku paczkach.',
  rest: 'Resztę jeszcze przygotowujemy.',
  follow: 'Przesyłkę można śledzić tutaj: {page}',
  order: 'Zamówienie {order}',
  first: 'Pierwsza paczka z zamówienia {order}',
  nth: 'Paczka {at} z {all}',
  states: {
    problem: '{what} ma problem w drodze ({parcel}). Wyjaśniamy to.',
    returning: '{what} wraca do nas ({parcel}). Wyjaśniamy to.',
    attempted: [
      '{what} nie zostało doręczone przy pierwszej próbie ({parcel}). Przewoźnik spróbuje ponownie.',
      '{what} nie została doręczona przy pierwszej próbie ({parcel}). Przewoźnik spróbuje ponownie.',
    ],
    pickup: '{what} czeka na odbiór ({parcel}).',
    packed: [
      '{what} jest spakowane i wkrótce odbierze je przewoźnik ({parcel}).',
      '{what} jest spakowana i wkrótce odbierze ją przewoźnik ({parcel}).',
    ],
    moving: '{what} jest w drodze ({parcel}).',
    out: '{what} jest w trakcie doręczania ({parcel}).',
    delivered: ['{what} zostało doręczone {day} ({parcel}).', '{what} została doręczona {day} ({parcel}).'],
  },
}
