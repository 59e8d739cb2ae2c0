/**
 * Seeds whose histories were seen to tell of a plant that fresh ones tell of only now and then: a fresh seed may take a
 * minute for `noGapCheck`. A change of what befalls the histories may make a seed worth nothing: then it costs as many
 * histories as are tried here, and is found anew by `npm run -s prove-sync -- --runs 1 --planted NAME --seed S`. Of R
 * histories (`plantedRuns`), the last few are those of seed S + 1,000,003 x floor((R - 1) / 5).
 */

/** Histories tried with such a seed. */
export const knownWithin = 5

export const knownSeeds: ReadonlyMap<string, number> = new Map([
  ['integerTokens', 1_000_010],
  ['noRetention', 1_000_010],
  ['timestampWins', 1_000_010],
  ['sentIsReplaced', 7_000_028],
  ['noGapCheck', 13_000_046],
  ['noForkCheck', 2_000_013],
  ['sidesUnseen', 29_000_094],
  ['seenAtCommit', 3_000_016],
  ['noQuestion', 2_000_013],
  ['meaningIgnored', 6_000_025],
])
