// Growing markdown in the page: drawn by hand into one element, at most once per frame, and long texts in slices.

import { effect, type ReadonlySignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { onNextFrame, whenThereIsTime } from '../frames.ts';
import { reportFailure } from '../host/failures.ts';
import { StreamedMarkdown } from '../markdown/streamedMarkdown.ts';
import type { GrowingText } from '../state/growingText.ts';

export interface MarkdownProperties {
  readonly text: GrowingText;
  /** False once the text is complete. */
  readonly growing: ReadonlySignal<boolean>;
}

export function Markdown({ text, growing }: MarkdownProperties) {
  const container = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => (container.current ? draw(container.current, text, growing) : undefined), [text, growing]);
  return <div class="markdown" ref={container} />;
}

/** A text that is dear to draw is drawn less often: about a quarter of the time goes into it. */
const restPerWork = 3;
/** But no reader waits longer than this, in milliseconds. */
const longestRest = 250;
/** Milliseconds that may go into drawing one slice of a long text, and how many characters that is at first and at most. */
const workAtOnce = 8;
const firstSlice = 2_000;
const longestSlice = 5_000;
/** How much fits; machines and texts differ, so each slice tells. */
let slice = firstSlice;

function draw(container: HTMLElement, text: GrowingText, growing: ReadonlySignal<boolean>): () => void {
  const markdown = new StreamedMarkdown(container);
  let taken = 0;
  let waiting = '';
  let restUntil = 0;
  let gone = false;

  function paint() {
    if (gone) return;
    const start = performance.now();
    if (growing.peek() && start < restUntil) {
      onNextFrame(paintSafely);
      return;
    }
    waiting += text.since(taken);
    taken = text.count.peek();
    markdown.grow(waiting.slice(0, slice));
    waiting = waiting.slice(slice);
    if (waiting !== '' || growing.peek()) markdown.paint();
    else markdown.finish();
    const end = performance.now();
    if (waiting !== '') slice = Math.round(Math.min(Math.max((slice * workAtOnce) / (end - start), firstSlice / 2), slice * 2, longestSlice));
    restUntil = end + Math.min((end - start) * restPerWork, longestRest);
    if (waiting === '') {
      container.dispatchEvent(new Event('drawn', { bubbles: true }));
      return;
    }
    restUntil = 0;
    whenThereIsTime(paintSafely);
  }

  function paintSafely() {
    try {
      paint();
    } catch (failure) {
      gone = true;
      reportFailure(failure);
      showPlainly(container, text);
    }
  }

  let first = true;
  const stop = effect(() => {
    const complete = text.count.value >= 0 && !growing.value;
    if (first && complete) whenThereIsTime(paintSafely);
    else onNextFrame(paintSafely);
    first = false;
  });
  return () => {
    gone = true;
    stop();
  };
}

/** The reader gets the words even where drawing them failed. */
function showPlainly(container: HTMLElement, text: GrowingText): void {
  container.classList.add('plain');
  effect(() => {
    container.textContent = text.count.value > 0 ? text.toString() : '';
  });
}
