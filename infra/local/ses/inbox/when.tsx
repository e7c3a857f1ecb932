const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

export const When = ({ time }: { time: number }) => (
  <time datetime={new Date(time).toISOString()}>{format.format(time)}</time>
)
