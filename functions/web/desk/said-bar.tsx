import type { Said } from './said.ts'

/** Where every page says what an act came to. It is there from the start, or a screen reader would not speak what comes into it (WCAG 4.1.3). */
export const SaidBar = ({ said }: { said: Said | undefined }) => (
  <div class="said-bar">
    <div role="status" id="said" data-part>
      {said !== undefined && <p class="said">{said.text}</p>}
    </div>
    <div id="undo" data-part>
      {said?.undo !== undefined && (
        <form method="post" action={said.undo.action} data-swap>
          {Object.entries(said.undo.fields).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <button type="submit" id="undo-button" class="small">
            Undo
          </button>
        </form>
      )}
    </div>
  </div>
)
