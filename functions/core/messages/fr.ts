import { isolated, type Messages } from './en.ts'

const count = (number: number, one: string, other: string): string =>
  `${number} ${new Intl.PluralRules('fr').select(number) === 'one' ? one : other}`

export const fr: Messages = {
  languageName: 'Français',
  signUp: {
    title: (name) => `S’abonner à ${isolated(name)}`,
    lead: 'Chaque numéro arrive par courriel, avec les thèmes que vous choisissez. Un clic suffit pour y mettre fin.',
    address: 'Votre adresse électronique',
    topics: 'Je souhaite recevoir des articles sur',
    language: 'Langue',
    zone: 'Votre fuseau horaire',
    consent: (name) =>
      `En appuyant sur « S’abonner », vous demandez à ${isolated(name)} d’envoyer ses numéros à cette adresse, jusqu’à ce que vous y mettiez fin. L’adresse ne sert à rien d’autre et n’est communiquée à personne.`,
    trap: 'Laissez ce champ vide',
    submit: 'S’abonner',
    again: 'Vérifiez encore une fois, puis appuyez sur « S’abonner ».',
    hint: (suggestion) => `Vouliez-vous dire ${isolated(suggestion)} ?`,
    limited:
      'De nombreuses demandes sont venues de votre réseau au cours de la dernière heure. Merci de réessayer dans une heure.',
    sentTitle: 'Consultez maintenant votre boîte de réception',
    sent: (address) =>
      `Si cette adresse peut recevoir nos messages, un courriel est en route vers ${isolated(address)}. Dans les 72 heures, ouvrez le lien qu’il contient et confirmez ; rien d’autre ne sera envoyé d’ici là.`,
    sentHelp:
      'Vous ne voyez rien ? Regardez parmi les courriers indésirables. Vous pouvez refaire une demande à tout moment.',
    otherLanguages: 'Cette page dans une autre langue',
  },
  addressReasons: {
    'control-character': 'L’adresse contient un caractère invisible. Merci de la saisir à nouveau.',
    'display-name': 'Merci de saisir l’adresse seule, sans nom ni chevrons.',
    blank: 'L’adresse contient une espace. Merci de la saisir sans.',
    'at-sign': 'Une adresse comporte un seul @, précédé et suivi de quelque chose.',
    'local-part-not-ascii':
      'Avant le @, seuls les lettres de a à z sans accent, les chiffres et certains signes sont possibles : nous ne pouvons pas écrire aux adresses qui en contiennent d’autres.',
    'local-part': 'Ce qui précède le @ n’a pas la forme d’une adresse.',
    domain: 'Ce qui suit le @ n’est pas un domaine, comme example.org.',
    'too-long': 'L’adresse est trop longue.',
    'special-use-domain': 'Ce qui suit le @ est un domaine qui ne reçoit pas de courrier.',
    'disposable-domain':
      'Les adresses de ce fournisseur ne durent que peu de temps. Merci d’en choisir une autre.',
  },
  link: {
    deadTitle: 'Ce lien n’est plus valable',
    dead: 'Il a déjà servi, il a expiré ou il a été coupé dans le message. Ces liens ne servent qu’une seule fois.',
    afresh: 'S’abonner à nouveau',
    confirmTitle: (name) => `Confirmez votre abonnement à ${isolated(name)}`,
    confirm: (address) => `Appuyez sur ce bouton et les prochains numéros arriveront à ${isolated(address)}.`,
    confirmButton: 'Confirmer',
    confirmedTitle: 'Votre abonnement est confirmé',
    confirmed: (name) => `Vous recevrez ${isolated(name)} dès le prochain numéro.`,
    toPreferences: 'Choisir les thèmes, la langue et d’autres réglages',
    downloadTitle: 'Télécharger vos données',
    download:
      'Un fichier avec tout ce qui est conservé sur vous, pour toutes les lettres d’information de ce site. Le lien fonctionne une seule fois.',
    downloadButton: 'Télécharger',
    alsoKept: [
      'Les relevés des envois passés indiquent si un numéro a été envoyé, remis ou rejeté ; vous n’y figurez que par une empreinte de votre adresse.',
      'L’adresse IP et le navigateur utilisés pour l’inscription sont conservés 90 jours, le reste jusqu’à l’effacement de vos données.',
      'Ce qui a été supprimé reste 35 jours dans les sauvegardes de la base de données.',
    ],
    moveTitle: 'Changer d’adresse',
    move: 'Vos choix vous suivront dès que vous aurez confirmé la nouvelle adresse depuis sa boîte de réception. D’ici là, rien ne change.',
    moveField: 'Nouvelle adresse électronique',
    moveButton: 'Envoyer un lien à la nouvelle adresse',
    moveSentTitle: 'Consultez maintenant la nouvelle boîte de réception',
    moveSent: (address) =>
      `Si cette adresse peut recevoir nos messages, un courriel est en route vers ${isolated(address)}. Dans les 24 heures, ouvrez le lien qu’il contient et confirmez.`,
    arriveTitle: 'Transférer votre abonnement à cette adresse ?',
    arrive: (address) =>
      `Nos messages arriveront désormais à ${isolated(address)}, et plus du tout à l’adresse précédente.`,
    arriveButton: 'Transférer ici',
    arrivedTitle: 'Votre adresse est modifiée',
    arrived: (address) => `Nos messages arrivent maintenant à ${isolated(address)}.`,
    eraseTitle: 'Effacer tout ce qui est conservé sur vous ?',
    erase:
      'Vous quittez toutes les lettres d’information de ce site. Votre adresse, vos choix et leur historique sont supprimés dans l’heure ; c’est irréversible.',
    eraseRemains: [
      'Il reste une empreinte, calculée avec une clé, qui ne permet à personne de lire votre adresse. Elle évite qu’une importation vous inscrive à nouveau.',
      'Ce qui a été supprimé reste 35 jours dans les sauvegardes de la base de données, puis en disparaît.',
      'Les relevés des envois passés et des opérations qui vous concernent gardent l’empreinte, sans aucune adresse.',
      'Une tâche qui a échoué est gardée 14 jours au plus, avec l’adresse concernée, le temps que quelqu’un s’en occupe.',
    ],
    eraseButton: 'Tout effacer',
    erasedTitle: 'L’effacement de vos données est en cours',
    erased:
      'D’ici une heure, il ne restera ici que l’empreinte. Vous ne recevrez plus aucun message, pas même à ce sujet.',
  },
  leave: {
    title: (name) => `Ne plus recevoir ${isolated(name)} ?`,
    text: (address) => `L’adresse ${isolated(address)} ne recevra plus aucun numéro.`,
    button: 'Se désabonner',
    all: 'Se désabonner de toutes les lettres d’information de ce site',
    instead: 'Plutôt faire une pause ou choisir d’autres thèmes',
    leftTitle: 'Votre abonnement a pris fin',
    left: (address, name) => `${isolated(name)} n’envoie plus aucun message à ${isolated(address)}.`,
    leftAll: (address) =>
      `L’adresse ${isolated(address)} ne reçoit plus aucun message des lettres d’information de ce site.`,
    onItsWay: 'Un message déjà en route peut encore arriver.',
    undo: 'Rétablir l’abonnement',
    undoneTitle: 'Votre abonnement est rétabli',
    undone: (name) => `Vous recevrez ${isolated(name)} comme avant, dès le prochain numéro.`,
    tooLate: 'Il est trop tard pour revenir en arrière. Vous pouvez vous abonner à nouveau.',
  },
  preferences: {
    title: (name) => `Vos choix pour ${isolated(name)}`,
    forAddress: (address) => `Pour l’adresse ${isolated(address)}`,
    saved: 'C’est enregistré. Le prochain numéro en tiendra compte.',
    savedNothing:
      'C’est enregistré. Vous n’avez choisi aucun thème : tant qu’il en sera ainsi, aucun numéro ne vous sera envoyé.',
    left: 'Votre abonnement a pris fin. Ces choix compteront si vous vous abonnez à nouveau.',
    topics: 'Je souhaite recevoir des articles sur',
    topicsHelp: 'Les semaines sans article sur vos thèmes, vous ne recevez rien.',
    frequency: 'Fréquence',
    weekly: 'Chaque numéro',
    monthly: 'Un récapitulatif une fois par mois',
    layout: 'Présentation',
    full: 'Avec titres et liens, en clair ou en sombre',
    plain: 'Texte brut uniquement',
    notes: 'Articles signalés « Contenu sensible »',
    show: 'Les afficher',
    titles: 'N’afficher que leur titre',
    leaveOut: 'Les laisser de côté',
    language: 'Langue de ces pages et de nos messages de service',
    languageHelp: (languages) =>
      `Langue des numéros eux-mêmes : ${languages}. Les articles restent tels qu’ils ont été écrits.`,
    subject: 'Objet des messages',
    subjectStory: 'Peut mentionner l’article à la une',
    subjectDate: 'Indique seulement la date, pour que personne n’apprenne rien en voyant mon écran',
    zone: 'Votre fuseau horaire',
    zoneHelp: 'Les dates qui vous concernent sont calculées selon ce fuseau.',
    pause: 'Mettre en pause',
    noPause: 'Aucune pause',
    keepPause: (date) => `Rester en pause jusqu’au ${isolated(date)}`,
    weeks: (number) => `Pendant ${count(number, 'semaine', 'semaines')}`,
    save: 'Enregistrer',
    yours: 'Vos données',
    yoursHelp: (address) =>
      `Pour chacune de ces demandes, nous envoyons d’abord un lien à ${isolated(address)} : ainsi, personne d’autre ne peut agir à votre place à partir d’un message transféré.`,
    download: 'Télécharger mes données',
    move: 'Changer d’adresse',
    erase: 'Effacer mes données',
    linkSentTitle: 'Consultez maintenant votre boîte de réception',
    linkSent: (address) =>
      `Un courriel contenant un lien est en route vers ${isolated(address)}. Ce lien fonctionne une seule fois, pendant 24 heures.`,
    leave: 'Se désabonner',
  },
  privacy: {
    none: 'Ni l’ouverture des messages ni les clics sur les liens ne sont enregistrés.',
    tracked: (why) =>
      `Cette lettre d’information enregistre l’ouverture de ses messages et les clics sur leurs liens : ${why}`,
  },
  still: {
    title: (name) => `Souhaitez-vous toujours recevoir ${isolated(name)} ?`,
    text: 'Appuyez sur ce bouton et l’envoi continue comme avant.',
    button: 'Oui, continuer',
    end: 'Non, arrêter',
    thanksTitle: 'Merci',
    thanks: 'L’envoi continue comme avant.',
  },
  dead: {
    title: 'Ce lien ne mène nulle part',
    text: 'Il a peut-être été coupé dans le message. Ouvrez le lien d’un message plus récent, ou copiez le lien en entier.',
  },
  notThere: {
    title: 'Cette page n’existe pas',
    text: 'Si vous avez suivi un lien dans un message, il a peut-être été coupé.',
  },
  failed: (id) => `Une erreur s’est produite de notre côté. Elle est notée sous la référence ${id}.`,
  mail: {
    stories: (count) => `Articles : ${count}`,
    readingTime: (minutes) => `Temps de lecture : ${minutes} min`,
    minutes: (minutes) => `${minutes} min`,
    onTheWeb: 'Lire en ligne',
    corrections: (number) => (number === 1 ? 'Rectificatif' : 'Rectificatifs'),
    corrects: 'À propos de',
    contentNote: 'Contenu sensible',
    lead: 'À la une',
    contents: 'Dans ce numéro',
    readAt: (publisher) => `Lire sur ${isolated(publisher)}`,
    read: 'Lire l’article',
    alsoAt: 'Également sur',
    more: (number, category) =>
      `${count(number, 'autre article', 'autres articles')} en ligne dans « ${isolated(category)} »`,
    closing: 'Pour finir',
    why: (name) =>
      `Vous recevez ce message parce qu’un abonnement à ${isolated(name)} a été demandé pour cette adresse.`,
    whySince: (name, date) =>
      `Vous recevez ce message parce qu’un abonnement à ${isolated(name)} a été demandé pour cette adresse le ${date}.`,
    reply: 'Vos réponses à ce message parviennent à la rédaction.',
    choose: 'Choisir thèmes, présentation ou pause',
    leave: 'Se désabonner',
    forwarded: 'Quelqu’un vous a transféré ce message ?',
    subscribe: 'S’abonner',
    roundUp: (date) => `Le mois jusqu’au ${date}`,
    datedSubject: (date) => `Numéro du ${date}`,
    ways: 'Un lien à la fin de chaque numéro permet de choisir d’autres thèmes, de faire une pause ou de se désabonner.',
  },
  letters: {
    confirm: {
      subject: (name) => `Confirmez votre abonnement à ${name}`,
      text: (name) =>
        `Quelqu’un, sans doute vous, a demandé à ${isolated(name)} d’envoyer ses numéros à cette adresse. Confirmez cette demande dans les 72 heures :`,
      button: 'Confirmer',
      ignore:
        'Si ce n’était pas vous, ne faites rien. Sans votre confirmation, aucun numéro ne sera envoyé et l’adresse sera supprimée.',
    },
    known: {
      subject: (name) => `Vous recevez déjà ${name}`,
      text: (name) =>
        `Quelqu’un, sans doute vous, a demandé à ${isolated(name)} d’envoyer ses numéros à cette adresse. C’est déjà le cas. Pour choisir vos thèmes ou faire une pause :`,
      button: 'Mes choix',
      ignore: 'Si ce n’était pas vous, ne faites rien. Rien n’a changé.',
    },
    welcome: {
      subject: (name) => `Votre abonnement à ${name} commence`,
      text: (name) =>
        `Quelqu’un, sans doute vous, a demandé à ${isolated(name)} d’envoyer ses numéros à cette adresse. Vous recevrez le prochain. Pour choisir vos thèmes, faire une pause ou vous désabonner :`,
      button: 'Mes choix',
      ignore: 'Si ce n’était pas vous, désabonnez-vous par ce lien, en un clic.',
    },
    download: {
      subject: (name) => `Vos données chez ${name}`,
      text: () =>
        'Vous avez demandé les données conservées sur vous. Ce lien fonctionne une seule fois, pendant 24 heures :',
      button: 'Télécharger mes données',
      ignore: 'Si ce n’était pas vous, ne faites rien.',
    },
    move: {
      subject: (name) => `Changement d’adresse chez ${name}`,
      text: () =>
        'Vous avez demandé à changer d’adresse. Ce lien fonctionne une seule fois, pendant 24 heures :',
      button: 'Indiquer la nouvelle adresse',
      ignore: 'Si ce n’était pas vous, ne faites rien. Rien n’a changé.',
    },
    arrive: {
      subject: (name) => `Confirmez votre nouvelle adresse chez ${name}`,
      text: (name) =>
        `Quelqu’un, sans doute vous, a demandé à ${isolated(name)} d’envoyer désormais ses messages à cette adresse. Confirmez cette demande dans les 24 heures :`,
      button: 'Transférer ici',
      ignore: 'Si ce n’était pas vous, ne faites rien.',
    },
    erase: {
      subject: (name) => `Effacement de vos données chez ${name}`,
      text: () =>
        'Vous avez demandé l’effacement de tout ce qui est conservé sur vous. Ce lien fonctionne une seule fois, pendant 24 heures ; la page explique ce qui se passera :',
      button: 'Effacer mes données',
      ignore: 'Si ce n’était pas vous, ne faites rien. Rien n’a changé.',
    },
    still: {
      subject: (name) => `Souhaitez-vous toujours recevoir ${name} ?`,
      text: (name) =>
        `Nous envoyons ${isolated(name)} à cette adresse et, depuis un an, nous n’avons eu aucun signe de vous : rien n’enregistre vos lectures. Si vous souhaitez que l’envoi continue, dites-le-nous :`,
      button: 'Oui, continuer',
      ignore:
        'Sans réponse, l’envoi continue pour l’instant. Chaque numéro contient un lien pour se désabonner.',
    },
    prove: {
      subject: (name) => `Souhaitez-vous recevoir ${name} ?`,
      text: (name) =>
        `Nous envoyons ${isolated(name)} à cette adresse, mais n’avons aucune trace de votre demande. Si vous souhaitez que l’envoi continue, dites-le-nous dans les 30 jours :`,
      button: 'Oui, continuer',
      ignore: 'Sans réponse, l’envoi s’arrête de lui-même.',
    },
  },
}
