// The conversation: all turns in a log that scrolls, and stays at its end while the reader is there.

import { useSignal } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { words } from '../words.ts';
import { serveDiagrams } from '../markdown/diagramBar.ts';
import { serveFootnotes } from '../markdown/footnoteButtons.ts';
import { answerClicks } from './blockClicks.ts';
import { EmptyState } from './emptyState.tsx';
import { Icon } from './icon.tsx';
import { createNearness } from './nearness.ts';
import type { PageProperties } from './properties.ts';
import { createReadingPlace, type ReadingPlace } from './readingPlace.ts';
import { stickToEnd, type EndKeeper } from './stickToEnd.ts';
import { serveToolbars } from './toolbars.ts';
import { TurnSlot } from './turnSlot.tsx';

/** So many turns at the end are drawn when a conversation is opened; the others when the reader comes near. */
const drawnAtOnce = 8;

export function Transcript({ state, actions }: PageProperties) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const keeper = useRef<EndKeeper>(null);
  const place = useRef<ReadingPlace>(null);
  const atEnd = useSignal(true);
  const nearness = useMemo(() => createNearness(() => scroller.current), []);

  useLayoutEffect(() => {
    if (!scroller.current || !content.current) return undefined;
    const kept = stickToEnd(scroller.current, content.current, atEnd);
    keeper.current = kept;
    const reading = createReadingPlace({ scroller: scroller.current, turns: () => state.turns.peek().map(({ id }) => id), isAtEnd: () => atEnd.peek(), tell: actions.keepScroll });
    place.current = reading;
    const stopAnswering = answerClicks(scroller.current, state, actions);
    const stopServing = serveToolbars(scroller.current);
    const stopDrawing = serveDiagrams(scroller.current);
    const stopLeading = serveFootnotes(scroller.current);
    return () => {
      kept.dispose();
      reading.dispose();
      nearness.dispose();
      stopAnswering();
      stopServing();
      stopDrawing();
      stopLeading();
    };
  }, []);

  const turns = state.turns.value;
  const lastOwn = turns.findLast((turn) => turn.author === 'you')?.id;
  useLayoutEffect(() => keeper.current?.jump(), [lastOwn, state.conversation.value]);
  useLayoutEffect(() => {
    const { value } = state.scroll;
    if (!value) return;
    state.scroll.value = undefined;
    atEnd.value = false;
    place.current?.go(value);
  }, [state.conversation.value]);

  return (
    <div class={atEnd.value ? 'transcript' : 'transcript away'}>
      {turns.length > 0 && <h1 class="unseen">{words.conversation}</h1>}
      <div class="scroller" ref={scroller} role="log" aria-label={words.conversation} aria-live="off" tabIndex={0}>
        <div class="turns" ref={content}>
          {turns.map((turn, index) => (
            <TurnSlot key={keyOf(turn)} turn={turn} actions={actions} nearness={nearness} near={index >= turns.length - drawnAtOnce} />
          ))}
          {state.conversation.value !== undefined && turns.length === 0 && <EmptyState state={state} actions={actions} />}
          {state.notLoaded.value && (
            <div class="empty">
              <p>{words.notLoaded}</p>
              <button type="button" class="button" onClick={actions.reload}>{words.tryAgain}</button>
            </div>
          )}
        </div>
      </div>
      {!atEnd.value && (
        <button type="button" class="jump" aria-label={words.jumpToEnd} title={words.jumpToEnd} onClick={() => keeper.current?.jump()}>
          <Icon name="arrow-down" />
        </button>
      )}
    </div>
  );
}

const keys = new WeakMap<object, number>();
let lastKey = 0;

/** A turn that was built anew under the same id must be drawn anew. */
function keyOf(turn: object): number {
  const key = keys.get(turn) ?? ++lastKey;
  keys.set(turn, key);
  return key;
}
