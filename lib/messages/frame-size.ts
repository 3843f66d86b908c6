/** What a frame within a page shows of its own page, in CSS pixels as that page counts them; 0 where it is hidden. */
export interface FrameSize {
  width: number;
  height: number;
}

/**
 * Whether a frame is big enough that a person can use what stands in it. A form of half this size cannot be filled in; a
 * frame that names no size has 300 × 150, less its scroll bars.
 */
export const isUsable = ({ width, height }: FrameSize): boolean => width >= 200 && height >= 120;
