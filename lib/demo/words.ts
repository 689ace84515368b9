/* What the invented people are called and say. Mail addresses end in .example and .test, which nobody can own. */

export const FIRST_NAMES = [
  "María", "Juan", "Lucía", "Martín", "Sofía", "Diego", "Valentina", "Santiago", "Carolina", "Federico", "Paula", "Nicolás", "Florencia", "Gonzalo",
  "Agustina", "Ezequiel", "Romina", "Hernán", "Camila", "Matías", "Gabriela", "Leandro", "Micaela", "Sebastián", "Julieta", "Ramiro", "Daniela", "Tomás",
  "Verónica", "Ignacio", "Natalia", "Facundo", "Mónica", "Pablo", "Silvina", "Rodrigo", "Andrea", "Maximiliano", "Laura", "Emiliano",
] as const;
export const LAST_NAMES = [
  "Gómez", "Fernández", "Rodríguez", "Ibáñez", "Ñáñez", "Peralta", "Sosa", "Acuña", "Villalba", "Benítez", "Ledesma", "Quiroga", "Mansilla", "Cabrera",
  "Figueroa", "Luna", "Ríos", "Bianchi", "Ferrari", "Rossi", "Domínguez", "Ortiz", "Suárez", "Molina", "Herrera", "Godoy", "Paz", "Vega", "Núñez", "Aguirre",
  "Cáceres", "Olivera", "Toledo", "Barrios", "Arce", "Maidana", "Correa", "Escobar",
] as const;
export const FIRM_ROOTS = [
  "Textil", "Distribuidora", "Laboratorio", "Bodega", "Muebles", "Calzados", "Ferretería", "Cosmética", "Librería", "Autopartes", "Electro", "Alimentos",
  "Indumentaria", "Juguetería", "Óptica", "Vinos", "Plásticos", "Papelera", "Tienda", "Agro",
] as const;
export const FIRM_NAMES = [
  "del Sur", "Andina", "Litoral", "Pampeana", "Norte", "San Martín", "El Ceibo", "La Ribera", "Cuyo", "Austral", "Río Cuarto", "Don Pedro", "Aconcagua",
  "Patagonia", "Los Hornos", "Mitre", "Belgrano", "Santa Fe", "Nueva Era", "Quilmes",
] as const;
export const FIRM_FORMS = ["S.A.", "S.R.L.", "SAS", "& Hijos", "y Cía.", ""] as const;

/** City, province, area code. */
export const PLACES = [
  ["Buenos Aires", "CABA", "11"], ["Avellaneda", "Buenos Aires", "11"], ["Pilar", "Buenos Aires", "230"], ["La Plata", "Buenos Aires", "221"],
  ["Rosario", "Santa Fe", "341"], ["Santa Fe", "Santa Fe", "342"], ["Córdoba", "Córdoba", "351"], ["Mendoza", "Mendoza", "261"],
  ["San Miguel de Tucumán", "Tucumán", "381"], ["Salta", "Salta", "387"], ["Mar del Plata", "Buenos Aires", "223"], ["Neuquén", "Neuquén", "299"],
] as const;

export const JOB_SEEKER = "Busco trabajo/ Ofrezco productos o servicios";
export const JOB_MESSAGES = [
  "Hola, les dejo mi CV. Tengo experiencia como operario de depósito y registro de autoelevador.",
  "Buenos días, ofrezco servicio de fletes con camioneta propia y monotributo al día.",
  "Quisiera postularme para el área administrativa. Adjunto mis datos, muchas gracias.",
  "Somos una empresa de limpieza industrial y nos gustaría presentar nuestros servicios.",
] as const;

/** By service: what people write. `{n}` becomes a number, `{place}` a city. */
export const MESSAGES: Record<string, readonly string[]> = {
  "Fulfillment e-commerce": [
    "Vendemos por tienda online y hacemos unos {n} envíos por mes. Necesitamos preparación de pedidos y stock en un solo lugar.",
    "Hola! Tenemos tienda en Tiendanube y Mercado Libre, unos {n} pedidos mensuales. ¿Qué costo tiene el fulfillment?",
    "Estamos por lanzar una marca de indumentaria y buscamos quien arme y despache los pedidos.",
  ],
  "Transporte nacional": [
    "Necesito cotizar {n} viajes mensuales de {place} a Buenos Aires, carga paletizada.",
    "Buen día, quisiera una tarifa para carga completa a {place}, salida semanal.",
    "Movemos unos {n} pallets por mes al interior y no estamos conformes con el transporte actual.",
  ],
  Almacenaje: [
    "Buscamos depósito para {n} posiciones de pallet, con control de lotes y vencimientos.",
    "Hola, necesitamos guardar mercadería importada por 6 meses, unos {n} m2. ¿Tienen disponibilidad en zona norte?",
    "Queremos tercerizar el depósito completo. ¿Podrían llamarme para coordinar una visita?",
  ],
  "Última milla": [
    "Necesitamos entregas en 24 hs en {place} y alrededores, unos {n} paquetes por día.",
    "¿Hacen entregas con turno y cobro contra entrega? Son {n} bultos por semana.",
    "Buscamos distribución en AMBA con seguimiento para el cliente final.",
  ],
  "Pallets y embalaje": [
    "Quisiera precio por {n} pallets ARLOG reacondicionados, entrega en {place}.",
    "Necesitamos reparación y retiro de pallets en planta, unos {n} por mes.",
    "Hola, cotizar {n} pallets nuevos tratados para exportación.",
  ],
};

export const NOTES = [
  "Pide que lo llamen después de las 15.",
  "Trabaja hoy con otro operador, contrato hasta fin de mes.",
  "Interesado, pero espera presupuesto de dos más.",
  "Quiere visitar el depósito la semana que viene.",
  "Decide el gerente general; mandar propuesta por mail.",
  "Volumen menor al que decía el formulario.",
  "Muy buen perfil, hacer seguimiento de cerca.",
] as const;
export const MANAGEMENT_MESSAGES = [
  "Cuenta estratégica: contestar hoy, por favor.",
  "Ya fueron clientes en 2023, revisar historial antes de llamar.",
  "Pasar tarifa con descuento por volumen.",
  "Ofrecer visita al depósito de Pilar.",
] as const;
export const CONTACT_NOTES = ["Buzón de voz.", "Atendió y pidió propuesta por mail.", "Quedamos en hablar el jueves.", "Confirmó volumen y plazos.", "No contesta, insistir mañana.", ""] as const;
