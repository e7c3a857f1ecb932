// What the desk's pages do beyond links and forms. Every page works without it. The server always answers with whole
// pages; of these the parts that changed are put in place, so that focus, typing and scrolling stay where they are.

const policy = window.trustedTypes?.createPolicy('gazette', { createHTML: (html) => html })
const parse = (html) => new DOMParser().parseFromString(policy?.createHTML(html) ?? html, 'text/html')
const $ = (selector, root = document) => root.querySelector(selector)
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)]
const pathOf = (url) => new URL(url, location.href).pathname
const later = (ms, work) => {
  let timer
  return (...args) => {
    clearTimeout(timer)
    timer = setTimeout(work, ms, ...args)
  }
}

document.documentElement.classList.add('scripted')

// --- What is said ---------------------------------------------------------------------------------------------------

/** The same words again are only spoken when the text differs; while a dialog is open, what stands behind it is not spoken at all. */
const say = (words) => {
  const region = $$('dialog[open] [role=status]').at(-1) ?? $('#said')
  const line = document.createElement('p')
  line.className = 'said'
  line.textContent = region.textContent.trim() === words ? `${words}\u00a0` : words
  region.replaceChildren(line)
}

// --- The reader's own clock -----------------------------------------------------------------------------------------

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
const isNewZone = zone && document.body.dataset.zone !== zone
if (isNewZone) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous, and the page is asked for again at once
  document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; secure; samesite=lax`
}

// --- Parts ----------------------------------------------------------------------------------------------------------

/** Forms in which somebody wrote what is not saved. */
const WRITTEN = 'form:is([data-typed], [data-dirty=yes])'

/** What somebody wrote and nobody saved stays, wherever the focus is. */
const isTyped = (part) =>
  $(WRITTEN, part) !== null ||
  (part.contains(document.activeElement) && document.activeElement.matches('input, textarea, select'))

const SEEN = 'seen-'
/** The hidden fields of a form that tell over what words others were typed. */
const seenIn = (form) =>
  $$(`input[name^="${SEEN}"]`, form).map((seen) => [seen, seen.name.slice(SEEN.length)])

/** Of fields that were left alone a form in which somebody types learns what others wrote since; of the others it keeps what was written, and over what. */
const meet = (own, fresh) => {
  for (const form of $$('form[id]', own)) {
    const now = fresh.querySelector(`#${CSS.escape(form.id)}`)
    if (!now) continue
    for (const [seen, name] of seenIn(form)) {
      const [field, other] = [form.elements[name], now.elements[name]]
      if (!other || field.value !== seen.value || field === document.activeElement) continue
      field.value = other.value
      seen.value = now.elements[seen.name].value
    }
    if (form.elements.revision && now.elements.revision)
      form.elements.revision.value = now.elements.revision.value
  }
}

/** Puts the parts of a page into this one; a part in which somebody types stays. */
const takeParts = (page) => {
  const focused = document.activeElement
  const [id, start, end] = [focused?.id, focused?.selectionStart, focused?.selectionEnd]
  const row = focused?.closest('li[id]')
  const neighbour = (row?.nextElementSibling ?? row?.previousElementSibling)?.id
  const isSaying = $('#said', page)?.textContent.trim() !== ''
  for (const fresh of $$('[data-part]', page)) {
    const own = document.getElementById(fresh.id)
    if (!own || own.outerHTML === fresh.outerHTML) continue
    // What was loaded by itself is there already.
    if (fresh.dataset.load && fresh.dataset.load === own.dataset.loaded) continue
    // What was said stays until something else is.
    if (['said', 'undo'].includes(fresh.id) && !isSaying) continue
    if (fresh.id === 'said') say(fresh.textContent.trim())
    else if (isTyped(own)) meet(own, fresh)
    else if (own.matches('iframe')) {
      own.className = fresh.className
      if (own.getAttribute('src') !== fresh.getAttribute('src')) own.src = fresh.getAttribute('src')
    } else {
      if (own.matches('details')) fresh.open = own.open
      own.replaceWith(document.importNode(fresh, true))
    }
  }
  if (document.activeElement === document.body && focused !== document.body) {
    // Where a row left its list, its neighbour is next.
    const target = [id, neighbour, 'undo-button', 'main']
      .map((one) => one && document.getElementById(one))
      .find(Boolean)
    const control = target?.matches('li') ? $('a, button', target) : target
    control?.focus({ preventScroll: target === control })
    if (start !== null && start !== undefined && target?.id === id && target.type !== 'number')
      target.setSelectionRange?.(start, end)
  }
  prepare(document)
}

const signedOut = () => {
  if ($('dialog[open] a[href^="/auth/login"]')) return
  openDialog(
    parse(
      '<main><h1>You were signed out</h1><div role="alert"><p>What you wrote is still on this page. Sign in again in a new tab, then come back and go on.</p></div><p><a class="button primary" target="_blank" rel="opener" href="/auth/login?next=/auth/done">Sign in, in a new tab</a></p></main>',
    ),
  )
}

const asked = new Map()
/** Fetches a page as this one's next state. Of two from one address that overtake each other the later asked counts. */
const swap = async (url, { quiet, refused = openDialog, ...init } = {}) => {
  const path = pathOf(url)
  const mine = (asked.get(path) ?? 0) + 1
  asked.set(path, mine)
  document.body.setAttribute('aria-busy', 'true')
  try {
    const response = await fetch(url, {
      ...init,
      headers: { ...init.headers, 'x-swap': '1' },
      credentials: 'same-origin',
    })
    if (response.status === 401) {
      signedOut()
      return undefined
    }
    const page = parse(await response.text())
    if (!response.ok) {
      // What nobody asked for opens nothing.
      if (!quiet) (response.status === 422 ? refused : openDialog)(page)
      return undefined
    }
    // What a post came to is taken once its form knows that it was saved.
    if (init.method !== 'POST' && mine === asked.get(path)) takeParts(page)
    return { page, url: response.url }
  } catch {
    if (!quiet) say('No answer. Is the network there? Nothing was lost: try again.')
    return undefined
  } finally {
    document.body.removeAttribute('aria-busy')
  }
}

/** Asks for a page by a form's choices, and has the address bar name it. */
const choose = async (form) => {
  const url = `${pathOf(form.getAttribute('action') ?? location.href)}?${new URLSearchParams(new FormData(form))}`
  if (!(await swap(url))) return
  history.replaceState(null, '', url)
  const told = $('[data-told]')?.textContent.trim()
  if (told) say(told)
}

/** Forms of a kind are put in place anew with what is stored, since their words were settled elsewhere. */
const forget = (verb) => {
  for (const form of $$(WRITTEN))
    if (form.elements.verb?.value === verb) {
      form.dataset.dirty = 'no'
      delete form.dataset.typed
    }
}

// A page says once what an act came to. One that was fetched has said it, and is gone to all the same.
const SAID = 'gazette-said'
const goTo = ({ page, url }) => {
  for (const form of $$('form[data-dirty]')) form.dataset.dirty = 'no'
  sessionStorage.setItem(SAID, $('.said-bar', page)?.outerHTML ?? '')
  location.assign(url)
}

/** Sends a form as the browser would, from the page that it came with: this one's, or a dialog's. A page at a third address is gone to. */
const post = async (form, submitter, refused) => {
  const body = new URLSearchParams(new FormData(form, submitter))
  const action = submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? location.href
  const dialog = form.closest('dialog')
  const from = dialog?.dataset.from ?? location.href
  const done = await swap(action, { method: 'POST', body, referrer: from, refused })
  if (!done) return false
  if (form.hasAttribute('data-settles')) forget(form.elements.verb.value)
  if (form.dataset.dirty !== 'yes') delete form.dataset.typed
  for (const [seen, name] of seenIn(form)) seen.value = body.get(name)
  takeParts(done.page)
  const [at, own] = [pathOf(done.url), pathOf(from)]
  if (at !== own && at !== location.pathname) {
    goTo(done)
    return true
  }
  if (at !== location.pathname) await swap(location.href)
  if (dialog && !form.hasAttribute('data-stay')) dialog.close()
  return true
}

const send = (form, submitter) => (form.method === 'get' ? choose(form) : post(form, submitter))

// The bucket gives a file back without its name.
const FILE_NAME = 'gazette-file'

document.addEventListener('submit', async (event) => {
  const form = event.target
  const [file] = $('input[type=file]', form)?.files ?? []
  if (file) sessionStorage.setItem(FILE_NAME, file.name)
  if (event.submitter?.getAttribute('aria-disabled') === 'true') {
    event.preventDefault()
    say(event.submitter.dataset.why ?? 'Not possible here.')
    return
  }
  if (!form.matches('[data-swap], dialog form:not([data-leave])')) return
  event.preventDefault()
  if (form.matches('[data-autosave]')) {
    form.dataset.dirty = 'yes'
    await save(form)
  } else await send(form, event.submitter)
})

// --- Saving by itself -----------------------------------------------------------------------------------------------

/** Fields that say something together only: where one field is filled, all of these must be. */
const requireTogether = (form) => {
  const names = form.dataset.together?.split(' ') ?? []
  const isFilled = seenIn(form).some(([, name]) => form.elements[name].value.trim() !== '')
  for (const name of names) form.elements[name].required = isFilled
}

const saveSoon = new WeakMap()
document.addEventListener('input', (event) => {
  const field = event.target
  const counter = field.id && $(`[data-counts="${CSS.escape(field.id)}"]`)
  if (counter) counter.textContent = String([...field.value].length)
  const written = field.closest('form:not([data-live])')
  if (written) written.dataset.typed = ''
  const form = field.closest('form[data-autosave]')
  if (form) {
    form.dataset.dirty = 'yes'
    requireTogether(form)
    const state = $('.saving', form)
    if (state) state.textContent = 'Not saved yet'
    if (!saveSoon.has(form))
      saveSoon.set(
        form,
        later(900, () => save(form)),
      )
    saveSoon.get(form)()
  }
  if (field.closest('form[data-live]')) liveSoon(field.closest('form[data-live]'))
})

const saveOnce = async (form) => {
  const tell = (words) => {
    // The form may have been put in place anew.
    const state = $('.saving', document.getElementById(form.id) ?? form)
    if (state) state.textContent = words
  }
  form.dataset.dirty = 'no'
  tell('Saving…')
  let why = 'press Save to try again'
  // While somebody types, what is wrong is told beside it.
  const isSaved = await post(form, undefined, (page) => {
    why = $('#problem', page)?.textContent.trim() ?? why
  })
  if (!isSaved) form.dataset.dirty = 'yes'
  tell(isSaved ? 'Saved' : `Not saved: ${why}`)
  return isSaved
}

const saving = new WeakSet()
/** One save of a form at a time, or the second would be typed over words that the first replaces. */
const save = async (form) => {
  if (saving.has(form)) return
  saving.add(form)
  while (form.isConnected && form.dataset.dirty === 'yes' && form.checkValidity())
    if (!(await saveOnce(form))) break
  saving.delete(form)
}

const liveSoon = later(250, (form) => send(form))
document.addEventListener('change', (event) => {
  const form = event.target.closest('form[data-live]')
  if (form) send(form)
})
window.addEventListener('beforeunload', (event) => {
  if ($('form[data-dirty=yes]')) event.preventDefault()
})

/** A link waits until what was just typed is saved; where that is refused, one stays. */
document.addEventListener('click', async (event) => {
  const link = event.target.closest('a[href]:not([data-dialog], [target])')
  const unsaved = $$('form[data-autosave][data-dirty=yes]')
  if (!link || unsaved.length === 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
  event.preventDefault()
  await Promise.all(unsaved.map(save))
  if (!$('form[data-autosave][data-dirty=yes]')) location.assign(link.href)
})

// --- Dialogs --------------------------------------------------------------------------------------------------------

/** `from`: the address of the page that it shows. */
const openDialog = (page, from) => {
  const main = $('main', page)
  const dialog = document.createElement('dialog')
  dialog.dataset.from = from ?? $$('dialog[open]').at(-1)?.dataset.from ?? location.href
  const inside = document.createElement('div')
  inside.className = 'inside'
  inside.append(...[...(main?.childNodes ?? [])].map((node) => document.importNode(node, true)))
  const title = $('h1', inside)
  // Not by an id: another dialog may open on top of it, and what it shows is replaced.
  if (title) dialog.setAttribute('aria-label', title.textContent.trim())
  const close = document.createElement('button')
  close.type = 'button'
  close.className = 'close small'
  close.textContent = 'Close'
  close.addEventListener('click', () => dialog.close())
  const status = document.createElement('div')
  status.setAttribute('role', 'status')
  dialog.append(status, inside, close)
  const before = document.activeElement
  dialog.addEventListener('close', () => {
    const form = $('form[data-autosave][data-dirty=yes]', dialog)
    if (form) save(form)
    dialog.remove()
    // What was said in it stands on the page from now on.
    if (status.textContent) say(status.textContent.trim())
    const back = before?.isConnected ? before : before?.id && document.getElementById(before.id)
    // What it was opened from may be gone by what was done in it.
    ;(back || $('#main')).focus?.({ preventScroll: !back })
  })
  document.body.append(dialog)
  dialog.showModal()
  prepare(dialog)
  ;($('[role=alert]', dialog) ?? $('[autofocus]', dialog) ?? title)?.focus?.()
  return dialog
}

document.addEventListener('click', async (event) => {
  const link = event.target.closest('a[data-dialog]')
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
  event.preventDefault()
  const response = await fetch(link.href, { headers: { 'x-swap': '1' } }).catch(() => undefined)
  if (response === undefined) location.assign(link.href)
  else if (response.status === 401) signedOut()
  else openDialog(parse(await response.text()), link.href)
})

// --- Dragging, on top of buttons that do the same -------------------------------------------------------------------

let dragged
document.addEventListener('dragstart', (event) => {
  const item = event.target.closest?.('[data-drag]')
  if (!item) return
  dragged = item
  event.dataTransfer.effectAllowed = 'move'
  event.dataTransfer.setData('text/plain', item.id)
})
document.addEventListener('dragover', (event) => {
  const over = event.target.closest?.('[data-drag]')
  if (!dragged || !over || over.parentElement !== dragged.parentElement) return
  event.preventDefault()
  for (const one of $$('[data-over]')) delete one.dataset.over
  over.dataset.over = ''
})
document.addEventListener('drop', (event) => {
  const over = event.target.closest?.('[data-drag]')
  if (!dragged || !over || over.parentElement !== dragged.parentElement) return
  event.preventDefault()
  const form = $('form[data-move]', dragged)
  form.elements.to.value = over.dataset.drag
  send(form, $('button[value=move]', form))
})
document.addEventListener('dragend', () => {
  dragged = undefined
  for (const one of $$('[data-over]')) delete one.dataset.over
})

// --- Looking again --------------------------------------------------------------------------------------------------

const dueTimes = new Map()
const began = Date.now()
/** Every two seconds in the first minute, then as often as the part says; not while the page is hidden. */
setInterval(() => {
  if (document.hidden || $('dialog[open]')) return
  const due = $$('[data-poll]').filter((part) => {
    const every = Date.now() - began < 60_000 ? 2000 : Number(part.dataset.poll) * 1000
    if (!dueTimes.has(part.id)) dueTimes.set(part.id, Date.now() + every)
    if (dueTimes.get(part.id) > Date.now()) return false
    dueTimes.set(part.id, Date.now() + every)
    return true
  })
  for (const from of new Set(due.map((part) => part.dataset.from ?? location.href))) look(from)
}, 500)

/** What moved is spoken only where the page says that it is a milestone. A page that is laid out otherwise by now is loaded anew, unless somebody types. */
const look = async (from) => {
  const milestone = () => $('[data-milestone]')?.dataset.milestone
  const state = () => $('[data-state]')?.dataset.state
  const [before, stood] = [milestone(), state()]
  await swap(from, { quiet: true })
  if (state() !== stood && !$(WRITTEN) && !$('dialog[open]')) location.reload()
  else if (milestone() && milestone() !== before) say(milestone())
}

// --- Keys -----------------------------------------------------------------------------------------------------------

const rows = () => $$('.entries > li[id]')
const moveTo = (step) => {
  const all = rows()
  const now = all.findIndex((row) => row.contains(document.activeElement) || row.hasAttribute('aria-current'))
  const row = all[Math.min(all.length - 1, Math.max(0, now + step))]
  for (const one of all) one.removeAttribute('aria-current')
  row?.setAttribute('aria-current', 'true')
  $('a, button', row)?.focus()
}

let went = false
document.addEventListener('keydown', (event) => {
  if (document.body.dataset.shortcuts !== 'on' || event.metaKey || event.ctrlKey || event.altKey) return
  if (event.target.closest('input, textarea, select, [contenteditable]')) return
  const { key } = event
  const go = (name) => $(`[data-go="${name}"]`)?.click()
  const ROOMS = { d: 'digest', i: 'inbox', b: 'backlog', m: 'import', p: 'digests', h: 'help' }
  if (went) {
    went = false
    if (ROOMS[key]) go(ROOMS[key])
    return
  }
  if (key === 'g') {
    went = true
    setTimeout(() => {
      went = false
    }, 1500)
  } else if (key === 'j' || key === 'k') moveTo(key === 'j' ? 1 : -1)
  else if (key === '/') {
    const search = $('input[type=search]')
    if (search) {
      event.preventDefault()
      search.focus()
    }
  } else if (key === '?') go('help')
  else if (key === 'a') go('approve')
})

// --- The end of the session -----------------------------------------------------------------------------------------

const WARN_MS = 5 * 60_000
const ends = Date.parse(document.body.dataset.sessionEnds)
if (Number.isFinite(ends) && ends - Date.now() > 0)
  setTimeout(
    () =>
      say('Your session ends in five minutes. What you write is kept; you will be asked to sign in again.'),
    Math.max(0, Math.min(ends - Date.now() - WARN_MS, 2 ** 31 - 1)),
  )

// --- Start ----------------------------------------------------------------------------------------------------------

/** What a page leaves out of its first bytes, since it takes longer. */
const load = async (part) => {
  const { id } = part
  const from = part.dataset.load
  if (loading.has(from)) return
  loading.add(from)
  await swap(from, { quiet: true })
  // Whether it came or not: it is asked for again when the page asks for something else.
  document.getElementById(id).dataset.loaded = from
  loading.delete(from)
}
const loading = new Set()

const prepare = (root) => {
  for (const item of $$('[data-drag]', root)) item.draggable = true
  for (const part of $$('[data-load]', root)) load(part)
}
prepare(document)
const told = sessionStorage.getItem(SAID)
sessionStorage.removeItem(SAID)
if (told) takeParts(parse(told))
if (isNewZone) swap(location.href)
for (const form of $$('form[data-now]')) {
  form.elements.file.value ||= sessionStorage.getItem(FILE_NAME) ?? ''
  form.requestSubmit()
}
$('#problem')?.focus()
