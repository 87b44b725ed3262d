// The tools a model asked for, as cards: how far each is, and, unfolded, with what it was asked and what came back.

import type { ToolCallView } from '../../shared/turnProtocol.ts';
import type { TurnModel } from '../state/turnModel.ts';
import { words } from '../words.ts';
import { Icon } from './icon.tsx';

const icons: Record<ToolCallView['state'], string> = { writing: 'loading', asked: 'circle-slash', running: 'loading', done: 'pass', failed: 'error' };

export function ToolCalls({ turn }: { readonly turn: TurnModel }) {
  return turn.toolCalls.value.map((call) => <ToolCall key={call.id} call={call} />);
}

function ToolCall({ call }: { readonly call: ToolCallView }) {
  const { name, state, arguments: given, result } = call;
  return (
    <details class={`tool-call ${state}`} aria-label={words.toolCall(name)}>
      <summary>
        <Icon name="chevron-right" />
        <Icon name="tools" />
        <span class="tool-name">{name}</span>
        <span class="tool-state">
          <Icon name={icons[state]} />
          {words.toolStates[state]}
        </span>
      </summary>
      {given !== undefined && <Part label={words.toolArguments} text={given} />}
      {result !== undefined && <Part label={words.toolResult} text={result} />}
    </details>
  );
}

/** What a tool got and gave is shown as it is, whatever it looks like. */
function Part({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <>
      <p class="tool-label">{label}</p>
      <pre tabIndex={0} role="group" aria-label={label} dir="ltr">{text}</pre>
    </>
  );
}
