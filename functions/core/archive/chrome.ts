import { plain } from './lines.ts'

// What stands around the posts of a page: menus, paging, sharing, comments, the program's own footers. A list, because
// such lines are fixed words of a few programs; each is a whole line.

const WORDS = `
share|share this|share this post|like this|like loading|like|loading|rate this|related|related posts|
tweet|tweet this|facebook|twitter|x|email|e-mail|print|pinterest|reddit|tumblr|linkedin|whatsapp|telegram|google|google+|
mastodon|bluesky|threads|pocket|skype|stumbleupon|digg|delicious|more|reblog|pin it|save|bookmark|send|copy link|
subscribe|follow|following|unsubscribe|sign me up|sign up|log in|login|log out|register|sign in|rss|rss feed|feed|
advertisement|advertisements|report this ad|skip to content|skip to main content|skip to navigation|skip to primary content|
skip to secondary content|menu|main menu|primary menu|navigation|toggle navigation|search|search for|home|about|contact|
about us|contact us|privacy|privacy policy|back to top|top|posts navigation|post navigation|page navigation|
next|previous|prev|older|newer|next page|previous page|older posts|newer posts|older entries|newer entries|
older articles|newer articles|load more|load more posts|show more|view all|edit|edit this|reply|permalink|permanent link|trackback|
leave a comment|leave a reply|add a comment|post a comment|comment|comments|no comments|no comments yet|comments off|
comments closed|comments are closed|comments are off|no responses|no replies|0|
subscribe to comments feed|entries feed|comments feed|entries rss|comments rss|
email this|email this article|print this page|share this article|bookmark the permalink|log in to reply|login to reply|
you might also like|you may also like|show comments|show all posts|show older posts|get link|other apps|hide comments|subscribe to our newsletter|blogthis|subscribe by email|close and accept|
recent posts|recent comments|recent entries|latest posts|archives|categories|meta|blogroll|links|pages|calendar|tag cloud|top posts|popular posts|blog stats|top posts & pages|wordpress.org|site admin|
follow us|follow blog via email`

const FIXED = new Set(WORDS.replace(/\n/g, '').split('|'))

const SHAPES: readonly RegExp[] = [
  /^(?:%d|\d+|one|two|three|an?|some) bloggers? likes? (?:this|this post)$/,
  /^be the first (?:to like this(?: post)?|one to like this|of your friends to like this)$/,
  /^like ?this:? (?:like )?loading$/,
  /^(?:share|email|print|tweet|pin|save|send)(?: this| it)?(?: (?:on|to|via|with|by) (?:email|e-mail|a friend|facebook|twitter|x|pinterest|linkedin|whatsapp|telegram|reddit|tumblr|google\+?|pocket|skype|mastodon|bluesky))+$/,
  /^click to (?:share|email|print|tweet|pin).*(?:\(opens in new window\))?$/,
  /^.{1,60} \(opens in new window\)$/,
  /^share on .{1,20}(?: share on .{1,20})*$/,
  /^email ?this ?(?:blogthis|share to).*$/,
  /^(?:leave|add|post|write) (?:a|your) (?:comment|reply|response)(?: on .*)?$/,
  /^\(?(?:\d+|no|one) (?:comments?|responses?|replies|notes|likes|shares|retweets|views|reactions)(?: (?:on|to) ["“‘'].*)?\)?$/,
  /^comments? ?[(:]? ?\d+\)?$/,
  /^comments? (?:are )?(?:off|closed)(?: on .*)?$/,
  /^(?:(?:older|newer|previous|next|earlier|later|more recent) (?:posts?|entries|articles|stories|pages?))(?: (?:(?:older|newer|previous|next) (?:posts?|entries|pages?)))?$/,
  /^(?:page )?\d+ (?:of|\/) \d+$/,
  /^pages?:? ?\d[\d ]*(?:of \d+)?$/,
  /^(?:(?:prev(?:ious)?|first|newer)[ «‹←…]+)?\d{1,4}(?:[ ,|…]+\d{1,4})+[ ,|…]*(?:(?:next|last|older)(?: page| posts)?)?(?:[ »›→]+last)?$/,
  /^(?:prev(?:ious)? )?\d{1,4}[ …]+(?:next|last)(?: page)?$/,
  /^view all posts(?: (?:by|in|from) .{1,60})?$/,
  /^(?:we|this (?:site|website)) uses? cookies.{0,120}$/,
  /^(?:proudly )?powered by (?:wordpress|blogger|tumblr|movable type|drupal|joomla|ghost|squarespace|wix|typepad|medium|hugo|jekyll)\b.{0,80}$/,
  /^(?:blog at wordpress|create a (?:free )?(?:website|blog) (?:at|or|on|with)|get a free blog at|a wordpress\.com (?:weblog|website|blog)).*$/,
  /^(?:theme|template|design): .{0,60}$/,
  /^(?:designed|theme|template|website) by .{0,40}$/,
  /^(?:copyright )?(?:©|\(c\)|copyright \d{4}|\d{4} ©).{0,120}$/,
  /^.{0,60}\ball rights reserved$/,
  /^privacy & cookies.*$/,
  /^(?:follow|subscribe to|join) .{1,60}(?:on wordpress\.com|via email|by email|other followers|other subscribers)$/,
  /^(?:follow|join|find) (?:us|me|@\w+) on (?:twitter|facebook|instagram|mastodon|bluesky)$/,
  /^(?:get every new post delivered|join [\d,]+ other (?:followers|subscribers)).*$/,
  /^search (?:this )?(?:site|blog|for)$/,
  /^(?:return|back|go) to (?:top|home|the top)(?: of page)?$/,
  /^subscribe to:? (?:posts|comments|all).{0,20}$/,
]

/** Arrows, bullets and what else only decorates a line. */
const ORNAMENT = /^[\s←→↑↓«»‹›<>•·*|>\-–—_=~+✕✖×▲▼►◄▶◀§¶…]+|[\s←→↑↓«»‹›<>•·*|:\-–—_=~▲▼►◄▶◀…!.]+$/gu
const PARTS = /\s*[|•·]\s*|\s{2,}/

const TARGET =
  '(?:share|tweet|like|e-?mail|print|facebook|twitter|pinterest|reddit|tumblr|linkedin|whatsapp|telegram|google|pocket|skype)'
/** The names on a row of sharing buttons. */
const BUTTONS = new RegExp(`^${TARGET}(?::? (?:${TARGET}|this|post|page|article|story|more|on))*:?$`)

const isWords = (part: string): boolean =>
  FIXED.has(part) || BUTTONS.test(part) || SHAPES.some((shape) => shape.test(part))

/** Lines of a page are short. */
const LONGEST = 200

/** Whether a line belongs to the page and to none of its posts. */
export const isChrome = (line: string): boolean => {
  if (line.length > LONGEST) return false
  const bare = plain(line).toLowerCase().replace(/’/g, "'").replace(ORNAMENT, '')
  // Ornaments alone part what authors wrote: `~ ~ ~` belongs to a post, an arrow to the page.
  if (bare === '') return /[←→↑↓«»‹›▲▼►◄▶◀]/u.test(line)
  return isWords(bare) || bare.split(PARTS).every((part) => isWords(part.replace(ORNAMENT, '')))
}

const PAGING =
  /^(?:page|posts? navigation|(?:older|newer|previous|prev|next|earlier|later)\b|\d{1,4}(?:[ ,|…]+\d{1,4})+)/

/** Whether a line leads to another page of the archive. After the last post it begins the page's foot. */
export const isPaging = (line: string): boolean =>
  isChrome(line) && PAGING.test(plain(line).toLowerCase().replace(ORNAMENT, ''))

/** What the lists in a page's margin are headed with. */
const MARGIN =
  /^(?:recent (?:posts|comments|entries)|latest posts|archives?|categories|meta|blogroll|links|pages|calendar|tag cloud|top posts(?: & pages)?|popular posts|blog stats|search|search for|about|about (?:us|me|this blog)|follow.{0,40}|subscribe.{0,40}|enter your email address.*|(?:©|copyright).*)$/

/** Whether a line heads one of the lists in a page's margin. */
export const isMarginHead = (line: string): boolean =>
  line.length <= LONGEST && MARGIN.test(plain(line).toLowerCase().replace(ORNAMENT, ''))

/** Whether a line counts a post's comments, or asks for one. */
export const isCommentCount = (line: string): boolean =>
  isChrome(line) &&
  /^(?:\(?(?:\d+|no|one) (?:comments?|responses?|replies)|comments? (?:are )?(?:off|closed)|leave a (?:comment|reply|response)|add a comment)/i.test(
    line,
  )
