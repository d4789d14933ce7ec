import type { WhereWords } from '../words.ts'

export const es: WhereWords = {
  language: 'Spanish',
  cancelled: 'Su pedido {order} se ha cancelado.',
  preparing: 'Estamos preparando su pedido {order}.',
  several: 'Su pedido {order} llega en varios paquetes.',
  rest: 'Todavía estamos preparando el resto.',
  follow: 'Puede seguir el envío aquí: {page}',
  order: 'Su pedido {order}',
  first: 'El primer paquete de su pedido {order}',
  nth: 'El paquete {at} de {all}',
  states: {
    problem: '{what} ha tenido un problema en el camino ({parcel}). Lo estamos revisando.',
    returning: '{what} está volviendo a nosotros ({parcel}). Lo estamos revisando.',
    attempted: '{what} no se pudo entregar en el primer intento ({parcel}). El transportista volverá a intentarlo.',
    pickup: '{what} está listo para que lo recoja ({parcel}).',
    packed: '{what} está embalado, y el transportista lo recogerá pronto ({parcel}).',
    moving: '{what} está en camino ({parcel}).',
    out: '{what} está en reparto ({parcel}).',
    delivered: '{what} se entregó el {day} ({parcel}).',
  },
}
