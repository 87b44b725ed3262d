// Names for the editor's models: `vendor/family` where that means one model, else `vendor/id`.

import type { ListedModel } from '../../model/dialect.ts';
import type { EditorModel } from '../../model/editorModels.ts';
import { parseModelRef } from '../../model/modelRef.ts';

/** The vendor we are ourselves when we offer models to the editor. Asking it would be asking ourselves. */
export const ownVendor = 'parley';

/** The two halves of a name; undefined where one is missing. */
export function splitName(name: string): { readonly vendor: string; readonly model: string } | undefined {
  const parsed = parseModelRef(name);
  return parsed && { vendor: parsed.provider, model: parsed.model };
}

/** The model a name means. An id is exact, so it goes before a family; of a family the first is taken. */
export function findModel(models: readonly EditorModel[], name: string): EditorModel | undefined {
  const wanted = splitName(name);
  if (!wanted) return undefined;
  const ofVendor = models.filter(({ vendor }) => vendor === wanted.vendor && vendor !== ownVendor);
  return ofVendor.find(({ id }) => id === wanted.model) ?? ofVendor.find(({ family }) => family === wanted.model);
}

/** Every model that a name can mean, under the shortest such name. */
export function listModels(models: readonly EditorModel[]): readonly ListedModel[] {
  const vendors = Map.groupBy(models.filter(({ vendor }) => vendor !== ownVendor), ({ vendor }) => vendor);
  return [...vendors].flatMap(([vendor, offered]) => {
    const ids = new Set(offered.map(({ id }) => id));
    const families = Map.groupBy(offered, ({ family }) => family);
    const seen = new Set<string>();
    return offered.flatMap((model) => {
      const isOnlyOne = families.get(model.family)?.length === 1 && (model.family === model.id || !ids.has(model.family));
      const names = isOnlyOne ? [model.family, model.id] : [model.id];
      const name = names.map((each) => `${vendor}/${each}`).find((each) => splitName(each)?.vendor === vendor);
      if (name === undefined || seen.has(name)) return [];
      seen.add(name);
      return [describe(model, name)];
    });
  });
}

function describe(model: EditorModel, name: string): ListedModel {
  const contextWindow = model.maxInputTokens;
  return {
    name,
    title: model.name,
    ...(contextWindow !== undefined && contextWindow > 0 && { contextWindow }),
    ...(model.images !== undefined && { images: model.images }),
    ...(model.tools !== undefined && { tools: model.tools }),
  };
}
