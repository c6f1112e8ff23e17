import type { IssueMark } from './issue-marks.ts';

/** The label of every issue of the desk. */
export const LABEL = 'exact-asperion-sync';

/** Whose issues they are. */
export interface Owner {
  /** The folder of mappings, see `folderOf`: several may share a repository. */
  readonly mappings: string;
  /** Which of the companies that the folder lists; null = it is about one only. */
  readonly company: string | null;
}

/** A folder of mappings as marks name it: from the root of the repository, without a slash at the end. */
export const folderOf = (mappings: string): string => mappings.replace(/^(\.\/)+|\/+$/g, '');

/** Whose issue it is, as its mark says. */
export const ownerIn = ({ mappings, company }: IssueMark): Owner => ({ mappings, company: company ?? null });

/** The labels by which an owner's issues are listed: one run reads no issues of other companies. */
export const labelsOf = ({ company }: Owner): readonly string[] => (company === null ? [LABEL] : [LABEL, company]);

/** A title among those of several companies; null = there is one company only. */
export const titleFor = (company: string | null, title: string): string =>
  company === null ? title : `${company}: ${title}`;
