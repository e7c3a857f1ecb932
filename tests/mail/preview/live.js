// Shows changes without a reload, so that every mail stays where it is scrolled to. All else works without this script.

const form = document.querySelector('form')
const main = document.querySelector('main')
const readers = document.querySelector('select')
const status = document.querySelector('output')
form.classList.add('live')

/** A mail is as high as it is long, so that all of them scroll together. */
const stretch = (frame) => {
  const shown = frame.contentDocument?.documentElement
  if (!shown) return
  // Measured from small, or a mail that became shorter would stay as long as it was.
  const scrolled = main.scrollTop
  frame.style.height = '0'
  frame.style.height = `${shown.scrollHeight}px`
  frame.closest('article').style.minHeight = ''
  main.scrollTop = scrolled
}

const prepare = (root) => {
  for (const frame of root.querySelectorAll('iframe')) {
    frame.addEventListener('load', () => stretch(frame))
    if (frame.contentDocument?.URL === frame.src) stretch(frame)
  }
}

/** A frame that is moved or replaced turns white; one that gets a new address shows the old mail until the new one is there. */
const renewed = (fresh) => {
  const shown = [...main.children].find((one) => one.dataset.fixture === fresh.dataset.fixture)
  const [frame, newFrame] = [shown, fresh].map((one) => one?.querySelector('iframe'))
  if (!frame || !newFrame) {
    // Words take less room than the mail did, and nothing is to move.
    if (shown) fresh.style.minHeight = `${shown.offsetHeight}px`
    prepare(fresh)
    return fresh
  }
  const [details, newDetails] = [shown, fresh].map((one) => one.querySelector('details'))
  if (details && newDetails) newDetails.open = details.open
  shown.querySelector('header').replaceWith(fresh.querySelector('header'))
  frame.contentWindow.location.replace(newFrame.src)
  return shown
}

let asked
const show = async () => {
  asked?.abort()
  asked = new AbortController()
  const answer = await fetch(location.href, { signal: asked.signal })
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html')
  document.querySelector('h1').replaceWith(next.querySelector('h1'))
  const { value } = readers
  readers.replaceChildren(...next.querySelector('select').children)
  readers.value = value
  const children = [...next.querySelector('main').children].map(renewed)
  for (const old of [...main.children]) if (!children.includes(old)) old.remove()
  let place = main.firstElementChild
  for (const child of children) {
    if (child === place) place = place.nextElementSibling
    else main.insertBefore(child, place)
  }
}

const refresh = () =>
  show().then(
    () => {
      status.textContent = ''
    },
    (error) => {
      if (error.name !== 'AbortError') status.textContent = `Not shown: ${error.message}`
    },
  )

const choose = (event) => {
  event.preventDefault()
  history.replaceState(null, '', `?${new URLSearchParams(new FormData(form))}`)
  refresh()
}
form.addEventListener('submit', choose)
form.addEventListener('input', choose)

let wasAway = false
const changes = new EventSource('/changes')
changes.addEventListener('changed', refresh)
changes.addEventListener('open', () => {
  if (wasAway) refresh()
  wasAway = false
})
changes.addEventListener('error', () => {
  wasAway = true
  status.textContent = 'Waiting for the server…'
})
prepare(document)
