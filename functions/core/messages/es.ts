import { isolated, type Messages } from './en.ts'

const count = (number: number, one: string, other: string): string =>
  `${number} ${new Intl.PluralRules('es').select(number) === 'one' ? one : other}`

export const es: Messages = {
  languageName: 'Español',
  signUp: {
    title: (name) => `Suscríbete a ${isolated(name)}`,
    lead: 'Un boletín por correo con los temas que elijas. Te das de baja con un solo clic.',
    address: 'Tu correo electrónico',
    topics: 'Quiero recibir noticias sobre',
    language: 'Idioma',
    zone: 'Tu zona horaria',
    consent: (name) =>
      `Al pulsar «Suscribirme» pides a ${isolated(name)} que envíe sus ediciones a esta dirección hasta que te des de baja. La dirección no se usa para nada más ni se facilita a nadie.`,
    trap: 'Deja este campo vacío',
    submit: 'Suscribirme',
    again: 'Revísalo una vez más y pulsa «Suscribirme».',
    hint: (suggestion) => `¿Quisiste decir ${isolated(suggestion)}?`,
    limited:
      'En la última hora se han suscrito muchas personas desde tu red. Vuelve a intentarlo dentro de una hora.',
    sentTitle: 'Ahora, revisa tu correo',
    sent: (address) =>
      `Si ${isolated(address)} puede recibir nuestros correos, en breve le llegará un mensaje. Abre el enlace que contiene en un plazo de 72 horas y confirma; hasta entonces no enviaremos nada más.`,
    sentHelp:
      '¿No ha llegado nada? Mira en el correo no deseado. Puedes volver a suscribirte cuando quieras.',
    otherLanguages: 'Esta página en otro idioma',
  },
  addressReasons: {
    'control-character': 'La dirección contiene un carácter invisible. Escríbela de nuevo, por favor.',
    'display-name': 'Escribe solo la dirección, sin nombre ni signos alrededor.',
    blank: 'Hay un espacio en la dirección. Escríbela sin espacios, por favor.',
    'at-sign': 'Una dirección lleva una sola @, con algo delante y algo detrás.',
    'local-part-not-ascii':
      'Delante de la @ solo valen las letras de la «a» a la «z», sin tildes ni eñes, las cifras y los signos: no podemos enviar correo a direcciones con otras letras ahí.',
    'local-part': 'Lo que va delante de la @ no está escrito como en una dirección de correo.',
    domain: 'Detrás de la @ tiene que ir un dominio, como example.org.',
    'too-long': 'La dirección es demasiado larga.',
    'special-use-domain': 'Lo que va detrás de la @ no es un dominio que reciba correo.',
    'disposable-domain': 'Las direcciones de este proveedor duran muy poco. Usa otra, por favor.',
  },
  link: {
    deadTitle: 'Este enlace ya no es válido',
    dead: 'Ya se usó, caducó o llegó cortado en el correo. Estos enlaces sirven una sola vez.',
    afresh: 'Volver a suscribirme',
    confirmTitle: (name) => `Confirma tu suscripción a ${isolated(name)}`,
    confirm: (address) => `Al pulsar este botón, las ediciones empezarán a llegar a ${isolated(address)}.`,
    confirmButton: 'Confirmar',
    confirmedTitle: 'Tu suscripción está activa',
    confirmed: (name) => `Recibirás la próxima edición de ${isolated(name)}.`,
    toPreferences: 'Elegir temas, idioma y más',
    downloadTitle: 'Descarga tus datos',
    download:
      'Un archivo con todo lo que se guarda sobre ti, de todos los boletines de este sitio. El enlace sirve una sola vez.',
    downloadButton: 'Descargar',
    alsoKept: [
      'Los registros de envíos anteriores no llevan más que una huella criptográfica: indican si una edición se envió, se entregó o fue devuelta.',
      'La dirección IP y el navegador de una solicitud de suscripción se guardan 90 días; lo demás, hasta que se borren tus datos.',
      'Las copias de seguridad de la base de datos conservan lo borrado durante 35 días.',
    ],
    moveTitle: 'Cambia tu dirección',
    move: 'Tus preferencias pasarán a la nueva dirección cuando lo confirmes desde allí. Hasta entonces no cambia nada.',
    moveField: 'Nuevo correo electrónico',
    moveButton: 'Enviar un enlace a la nueva dirección',
    moveSentTitle: 'Ahora, revisa el correo de la nueva dirección',
    moveSent: (address) =>
      `Si ${isolated(address)} puede recibir nuestros correos, en breve le llegará un mensaje. Abre el enlace que contiene en un plazo de 24 horas y confirma.`,
    arriveTitle: '¿Quieres pasar tu suscripción a esta dirección?',
    arrive: (address) =>
      `A partir de ahora, los correos llegarán a ${isolated(address)} y dejarán de llegar a la dirección anterior.`,
    arriveButton: 'Usar esta dirección',
    arrivedTitle: 'Tu dirección ha cambiado',
    arrived: (address) => `Los correos llegan ahora a ${isolated(address)}.`,
    eraseTitle: '¿Quieres borrar todo lo que se guarda sobre ti?',
    erase:
      'Te das de baja de todos los boletines de este sitio. Tu dirección, tus preferencias y su historial se borran en el plazo de una hora; no se puede deshacer.',
    eraseRemains: [
      'Queda una huella criptográfica, creada con una clave, en la que nadie puede leer tu dirección. Sirve para que ninguna importación vuelva a incluirte.',
      'Las copias de seguridad de la base de datos conservan lo borrado durante 35 días; después desaparece también de ellas.',
      'Los registros de envíos anteriores y de las gestiones relacionadas contigo conservan la huella, pero ninguna dirección.',
      'Si una tarea falla, queda como máximo 14 días a la espera de que una persona la revise, junto con la dirección a la que se refiere.',
    ],
    eraseButton: 'Borrar todo',
    erasedTitle: 'Tus datos se están borrando',
    erased:
      'En el plazo de una hora no quedará aquí nada más que la huella. No recibirás ningún otro correo, ni siquiera sobre esto.',
  },
  leave: {
    title: (name) => `¿Quieres darte de baja de ${isolated(name)}?`,
    text: (address) => `${isolated(address)} no recibirá más ediciones.`,
    button: 'Darme de baja',
    all: 'Darme de baja de todos los boletines de este sitio',
    instead: 'Prefiero hacer una pausa o elegir otros temas',
    leftTitle: 'Te has dado de baja',
    left: (address, name) => `${isolated(address)} no recibirá más correos de ${isolated(name)}.`,
    leftAll: (address) => `${isolated(address)} no recibirá más correos de ningún boletín de este sitio.`,
    onItsWay: 'Si en este momento hay un correo en camino, puede que aún llegue.',
    undo: 'Deshacer',
    undoneTitle: 'Tu suscripción vuelve a estar activa',
    undone: (name) => `Recibirás la próxima edición de ${isolated(name)} como siempre.`,
    tooLate: 'El plazo para deshacerlo ha terminado. Puedes volver a suscribirte.',
  },
  preferences: {
    title: (name) => `Tus preferencias en ${isolated(name)}`,
    forAddress: (address) => `Para la dirección ${isolated(address)}`,
    saved: 'Guardado. Se aplicará a partir de la próxima edición.',
    savedNothing:
      'Guardado. No has elegido ningún tema, así que no recibirás ninguna edición hasta que elijas alguno.',
    left: 'Te has dado de baja. Tus preferencias se aplicarán si vuelves a suscribirte.',
    topics: 'Quiero recibir noticias sobre',
    topicsHelp: 'Si una semana no hay noticias sobre tus temas, no recibirás ningún correo.',
    frequency: 'Frecuencia',
    weekly: 'Todas las ediciones',
    monthly: 'Un resumen al mes',
    layout: 'Presentación',
    full: 'Con títulos y enlaces, en modo claro u oscuro',
    plain: 'Solo texto, sin formato',
    notes: 'Noticias con aviso sobre el contenido',
    show: 'Mostrarlas',
    titles: 'Mostrar solo el título',
    leaveOut: 'No incluirlas',
    language: 'Idioma de estas páginas y de los correos sobre tu suscripción',
    languageHelp: (languages) =>
      `Las ediciones se envían en: ${languages}. Las noticias se mantienen tal como se escribieron.`,
    subject: 'Asunto de los correos',
    subjectStory: 'Puede mencionar la noticia principal',
    subjectDate: 'Solo la fecha, para que quien vea mi pantalla no se entere de nada',
    zone: 'Tu zona horaria',
    zoneHelp: 'Con ella calculamos las fechas que te corresponden.',
    pause: 'Pausa',
    noPause: 'Sin pausa',
    keepPause: (date) => `Seguir en pausa hasta el ${isolated(date)}`,
    weeks: (number) => `Durante ${count(number, 'semana', 'semanas')}`,
    save: 'Guardar',
    yours: 'Tus datos',
    yoursHelp: (address) =>
      `Para cualquiera de estas gestiones enviamos primero un enlace a ${isolated(address)}; así nadie más puede hacerlas con un correo reenviado.`,
    download: 'Descargar mis datos',
    move: 'Cambiar mi dirección',
    erase: 'Borrar mis datos',
    linkSentTitle: 'Ahora, revisa tu correo',
    linkSent: (address) =>
      `En breve llegará a ${isolated(address)} un correo con un enlace. Sirve una sola vez y caduca a las 24 horas.`,
    leave: 'Darme de baja',
  },
  privacy: {
    none: 'No se registra si abres un correo ni si sigues un enlace.',
    tracked: (why) => `Este boletín registra si se abren sus correos y si se siguen sus enlaces: ${why}`,
  },
  still: {
    title: (name) => `¿Quieres seguir recibiendo ${isolated(name)}?`,
    text: 'Con este botón, todo sigue como hasta ahora.',
    button: 'Sí, quiero seguir',
    end: 'No, darme de baja',
    thanksTitle: 'Gracias',
    thanks: 'Todo sigue como hasta ahora.',
  },
  dead: {
    title: 'Este enlace no lleva a ninguna parte',
    text: 'Puede que se haya cortado en el correo. Abre el enlace de un correo más reciente o cópialo entero.',
  },
  notThere: {
    title: 'Esta página no existe',
    text: 'Si seguiste un enlace de un correo, puede que se haya cortado.',
  },
  failed: (id) => `Ha habido un error por nuestra parte. Queda registrado como ${id}.`,
  mail: {
    stories: (count) => `Noticias: ${count}`,
    readingTime: (minutes) => `Tiempo de lectura: ${minutes} min`,
    minutes: (minutes) => `${minutes} min`,
    onTheWeb: 'Ver en la web',
    corrections: (number) => (number === 1 ? 'Corrección' : 'Correcciones'),
    corrects: 'Sobre',
    contentNote: 'Aviso sobre el contenido',
    lead: 'Noticia principal',
    contents: 'En esta edición',
    readAt: (publisher) => `Leer en ${isolated(publisher)}`,
    read: 'Leer la noticia',
    alsoAt: 'También en',
    more: (number, category) =>
      `${count(number, 'noticia', 'noticias')} más sobre ${isolated(category)} en la web`,
    closing: 'Para terminar',
    why: (name) => `Recibes este correo porque esta dirección se suscribió a ${isolated(name)}.`,
    whySince: (name, date) =>
      `Recibes este correo porque esta dirección se suscribió a ${isolated(name)} el ${date}.`,
    reply: 'Las respuestas a este correo llegan a la redacción.',
    choose: 'Elegir temas o presentación, o hacer una pausa',
    leave: 'Darme de baja',
    forwarded: '¿Alguien te reenvió este correo?',
    subscribe: 'Suscribirme',
    roundUp: (date) => `Un mes de noticias, hasta el ${date}`,
    datedSubject: (date) => `Edición del ${date}`,
    ways: 'Con un enlace al final de cada edición puedes elegir otros temas, hacer una pausa o darte de baja.',
  },
  letters: {
    confirm: {
      subject: (name) => `Confirma tu suscripción a ${name}`,
      text: (name) =>
        `Alguien, probablemente tú, pidió recibir las ediciones de ${isolated(name)} en esta dirección. Confírmalo en un plazo de 72 horas:`,
      button: 'Confirmar',
      ignore:
        'Si no fuiste tú, no hagas nada. Sin tu confirmación no llegará ninguna edición y la dirección se borrará.',
    },
    known: {
      subject: (name) => `Ya recibes ${name}`,
      text: (name) =>
        `Alguien, probablemente tú, pidió recibir las ediciones de ${isolated(name)} en esta dirección, que ya las recibe. Para elegir temas o hacer una pausa:`,
      button: 'Tus preferencias',
      ignore: 'Si no fuiste tú, no hagas nada. No ha cambiado nada.',
    },
    welcome: {
      subject: (name) => `Tu suscripción a ${name} está activa`,
      text: (name) =>
        `Alguien, probablemente tú, pidió recibir las ediciones de ${isolated(name)} en esta dirección. La próxima ya te llegará. Para elegir temas, hacer una pausa o darte de baja:`,
      button: 'Tus preferencias',
      ignore: 'Si no fuiste tú, date de baja ahí mismo con un solo clic.',
    },
    download: {
      subject: (name) => `Tus datos en ${name}`,
      text: () =>
        'Pediste los datos que se guardan sobre ti. Este enlace sirve una sola vez y caduca a las 24 horas:',
      button: 'Descargar mis datos',
      ignore: 'Si no fuiste tú, no hagas nada.',
    },
    move: {
      subject: (name) => `Enlace para cambiar tu dirección en ${name}`,
      text: () => 'Pediste cambiar tu dirección. Este enlace sirve una sola vez y caduca a las 24 horas:',
      button: 'Indicar la nueva dirección',
      ignore: 'Si no fuiste tú, no hagas nada. No ha cambiado nada.',
    },
    arrive: {
      subject: (name) => `Confirma tu nueva dirección en ${name}`,
      text: (name) =>
        `Alguien, probablemente tú, pidió recibir a partir de ahora los correos de ${isolated(name)} en esta dirección. Confírmalo en un plazo de 24 horas:`,
      button: 'Usar esta dirección',
      ignore: 'Si no fuiste tú, no hagas nada.',
    },
    erase: {
      subject: (name) => `Enlace para borrar tus datos en ${name}`,
      text: () =>
        'Pediste borrar todo lo que se guarda sobre ti. Este enlace sirve una sola vez y caduca a las 24 horas; su página explica qué ocurre:',
      button: 'Borrar mis datos',
      ignore: 'Si no fuiste tú, no hagas nada. No ha cambiado nada.',
    },
    still: {
      subject: (name) => `¿Quieres seguir recibiendo ${name}?`,
      text: (name) =>
        `Esta dirección recibe ${isolated(name)} y desde hace un año no sabemos nada de ti: no se registra si lees los correos. Si quieres seguir, dínoslo:`,
      button: 'Sí, quiero seguir',
      ignore: 'Si no respondes, por ahora todo sigue igual. Cada edición lleva un enlace para darte de baja.',
    },
    prove: {
      subject: (name) => `¿Quieres recibir ${name}?`,
      text: (name) =>
        `Esta dirección recibe ${isolated(name)} y no nos consta que lo hayas pedido. Si quieres seguir, dínoslo en un plazo de 30 días:`,
      button: 'Sí, quiero seguir',
      ignore: 'Si no respondes, la suscripción termina sola.',
    },
  },
}
