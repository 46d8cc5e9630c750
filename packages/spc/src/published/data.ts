// Data of textbook examples, figures only; the source stands with each.

/** Inside diameter of forged piston rings, mm: 40 subgroups of 5, the first 25 set the limits (Montgomery, table 6.3; R qcc pistonrings). */
export const pistonRingsMm: readonly (readonly number[])[] = [
  [74.03, 74.002, 74.019, 73.992, 74.008],
  [73.995, 73.992, 74.001, 74.011, 74.004],
  [73.988, 74.024, 74.021, 74.005, 74.002],
  [74.002, 73.996, 73.993, 74.015, 74.009],
  [73.992, 74.007, 74.015, 73.989, 74.014],
  [74.009, 73.994, 73.997, 73.985, 73.993],
  [73.995, 74.006, 73.994, 74.0, 74.005],
  [73.985, 74.003, 73.993, 74.015, 73.988],
  [74.008, 73.995, 74.009, 74.005, 74.004],
  [73.998, 74.0, 73.99, 74.007, 73.995],
  [73.994, 73.998, 73.994, 73.995, 73.99],
  [74.004, 74.0, 74.007, 74.0, 73.996],
  [73.983, 74.002, 73.998, 73.997, 74.012],
  [74.006, 73.967, 73.994, 74.0, 73.984],
  [74.012, 74.014, 73.998, 73.999, 74.007],
  [74.0, 73.984, 74.005, 73.998, 73.996],
  [73.994, 74.012, 73.986, 74.005, 74.007],
  [74.006, 74.01, 74.018, 74.003, 74.0],
  [73.984, 74.002, 74.003, 74.005, 73.997],
  [74.0, 74.01, 74.013, 74.02, 74.003],
  [73.988, 74.001, 74.009, 74.005, 73.996],
  [74.004, 73.999, 73.99, 74.006, 74.009],
  [74.01, 73.989, 73.99, 74.009, 74.014],
  [74.015, 74.008, 73.993, 74.0, 74.01],
  [73.982, 73.984, 73.995, 74.017, 74.013],
  [74.012, 74.015, 74.03, 73.986, 74.0],
  [73.995, 74.01, 73.99, 74.015, 74.001],
  [73.987, 73.999, 73.985, 74.0, 73.99],
  [74.008, 74.01, 74.003, 73.991, 74.006],
  [74.003, 74.0, 74.001, 73.986, 73.997],
  [73.994, 74.003, 74.015, 74.02, 74.004],
  [74.008, 74.002, 74.018, 73.995, 74.005],
  [74.001, 74.004, 73.99, 73.996, 73.998],
  [74.015, 74.0, 74.016, 74.025, 74.0],
  [74.03, 74.005, 74.0, 74.016, 74.012],
  [74.001, 73.99, 73.995, 74.01, 74.024],
  [74.015, 74.02, 74.024, 74.005, 74.019],
  [74.035, 74.01, 74.012, 74.015, 74.026],
  [74.017, 74.013, 74.036, 74.025, 74.026],
  [74.01, 74.005, 74.029, 74.0, 74.02],
];

/** Leaking orange juice cans in 30 samples of 50 (Montgomery, table 7.1; R qcc orangejuice). */
export const orangeJuice: readonly number[] = [
  12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6,
];

/** Defects on 26 samples of 100 printed circuit boards (Montgomery, table 7.7; R qcc circuit). */
export const circuitBoards: readonly number[] = [
  21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15,
];

/** Defects on 20 samples of 5 computers (Montgomery, table 7.10 of earlier editions; R qcc pcmanufact). */
export const computers: readonly number[] = [10, 12, 8, 14, 10, 16, 11, 7, 10, 15, 9, 5, 7, 11, 12, 6, 8, 10, 7, 5];

/** Defects on ten rolls of dyed cloth and units of 50 m2 in each (Montgomery, table 7.11; R qcc dyedcloth). */
export const dyedCloth = { defects: [14, 12, 20, 11, 7, 10, 21, 16, 19, 23], units: [10, 8, 13, 10, 9.5, 10, 12, 10.5, 12, 12.5] } as const;

/** Viscosity of 20 batches of aircraft primer paint (Montgomery, table 6.6 of earlier editions; R qcc viscosity). */
export const viscosity: readonly number[] = [
  34.05, 34.4, 33.59, 35.96, 34.7, 33.51, 33.79, 34.04, 34.52, 33.75, 33.27, 33.71, 34.03, 34.58, 34.02, 33.97, 34.05, 34.04, 33.73, 34.05,
];

/**
 * Ten parts, three appraisers, three trials (AIAG MSA 4th edition, figure III-B 6a), `[part][operator][trial]`.
 * Read in three public copies that agree; a fourth has other values from part 1, operator C on and is not used.
 */
export const aiagGauge: readonly (readonly (readonly number[])[])[] = [
  [
    [0.29, 0.41, 0.64],
    [0.08, 0.25, 0.07],
    [0.04, -0.11, -0.15],
  ],
  [
    [-0.56, -0.68, -0.58],
    [-0.47, -1.22, -0.68],
    [-1.38, -1.13, -0.96],
  ],
  [
    [1.34, 1.17, 1.27],
    [1.19, 0.94, 1.34],
    [0.88, 1.09, 0.67],
  ],
  [
    [0.47, 0.5, 0.64],
    [0.01, 1.03, 0.2],
    [0.14, 0.2, 0.11],
  ],
  [
    [-0.8, -0.92, -0.84],
    [-0.56, -1.2, -1.28],
    [-1.46, -1.07, -1.45],
  ],
  [
    [0.02, -0.11, -0.21],
    [-0.2, 0.22, 0.06],
    [-0.29, -0.67, -0.49],
  ],
  [
    [0.59, 0.75, 0.66],
    [0.47, 0.55, 0.83],
    [0.02, 0.01, 0.21],
  ],
  [
    [-0.31, -0.2, -0.17],
    [-0.63, 0.08, -0.34],
    [-0.46, -0.56, -0.49],
  ],
  [
    [2.26, 1.99, 2.01],
    [1.8, 2.12, 2.19],
    [1.77, 1.45, 1.87],
  ],
  [
    [-1.36, -1.25, -1.31],
    [-1.68, -1.62, -1.5],
    [-1.49, -1.77, -2.16],
  ],
];

/** Bias of one gauge on five parts of known value, twelve readings each (AIAG MSA 4th edition, table III-B 4). */
export const aiagLinearity: readonly { readonly reference: number; readonly values: readonly number[] }[] = [
  { reference: 2, values: [2.7, 2.5, 2.4, 2.5, 2.7, 2.3, 2.5, 2.5, 2.4, 2.4, 2.6, 2.4] },
  { reference: 4, values: [5.1, 3.9, 4.2, 5.0, 3.8, 3.9, 3.9, 3.9, 3.9, 4.0, 4.1, 3.8] },
  { reference: 6, values: [5.8, 5.7, 5.9, 5.9, 6.0, 6.1, 6.0, 6.1, 6.4, 6.3, 6.0, 6.1] },
  { reference: 8, values: [7.6, 7.7, 7.8, 7.7, 7.8, 7.8, 7.8, 7.7, 7.8, 7.5, 7.6, 7.7] },
  { reference: 10, values: [9.1, 9.3, 9.5, 9.3, 9.4, 9.5, 9.5, 9.5, 9.6, 9.2, 9.3, 9.4] },
];

/** Fifteen readings of a part of 6.00 (AIAG MSA 4th edition, table III-B 1). */
export const aiagBias: readonly number[] = [5.8, 5.7, 5.9, 5.9, 6.0, 6.1, 6.0, 6.1, 6.4, 6.3, 6.0, 6.1, 6.2, 5.6, 6.0];

/** Thirty readings, mean 10 at first, 11 from the 21st on, sigma 1 (Montgomery, table 9.1). */
export const montgomeryShift: readonly number[] = [
  9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.2, 10.34, 9.03, 11.47, 10.51, 9.4, 10.08, 9.37, 10.62, 10.31, 8.52, 10.84, 10.9,
  9.33, 12.29, 11.5, 10.6, 11.08, 10.38, 11.62, 11.31, 10.52,
];
