//! Labels that do not cover each other.

/// A box on the paper.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    /// Left.
    pub left: f64,
    /// Top.
    pub top: f64,
    /// Right.
    pub right: f64,
    /// Bottom.
    pub bottom: f64,
}

impl Area {
    /// The box around a circle.
    pub fn around(x: f64, y: f64, radius: f64) -> Area {
        Area { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }
    }

    fn overlaps(&self, other: &Area) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn within(&self, width: f64, height: f64) -> bool {
        self.left >= 0.0 && self.top >= 0.0 && self.right <= width && self.bottom <= height
    }
}

/// Where a label goes. It is tied to the map by the end that lies nearest to what it names, since nobody knows
/// how wide the reader's letters are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placed {
    /// Where it is tied.
    pub x: f64,
    /// Base line.
    pub y: f64,
    /// Which end is tied, as `text-anchor` has it.
    pub anchor: &'static str,
}

/// Puts labels down one after the other, each where it covers nothing that is already there.
pub(super) struct Labels {
    width: f64,
    height: f64,
    taken: Vec<Area>,
}

impl Labels {
    /// An empty sheet.
    pub fn new(width: f64, height: f64) -> Labels {
        Labels { width, height, taken: Vec::new() }
    }

    /// Keeps a box free of labels.
    pub fn keep_free(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// A place beside a circle for `text` in letters of `size`, or none.
    pub fn beside(&mut self, text: &str, size: f64, x: f64, y: f64, radius: f64) -> Option<Placed> {
        let (w, h) = (text_width(text, size), size);
        let gap = radius + 3.0;
        let slant = gap * 0.75;
        let places = [
            ("start", x + gap, y - h / 2.0),
            ("end", x - gap, y - h / 2.0),
            ("start", x + slant, y - slant - h),
            ("start", x + slant, y + slant),
            ("end", x - slant, y - slant - h),
            ("end", x - slant, y + slant),
            ("middle", x, y - gap - h),
            ("middle", x, y + gap),
        ];
        places.into_iter().find_map(|(anchor, at, top)| self.put(anchor, at, top, w, h))
    }

    /// A place for `text` centred at a point or a little above or below it, or none.
    pub fn at(&mut self, text: &str, size: f64, x: f64, y: f64) -> Option<Placed> {
        let w = text_width(text, size);
        [0.0, -1.6, 1.6, -3.2, 3.2].into_iter().find_map(|lines| self.put("middle", x, y - size / 2.0 + lines * size, w, size))
    }

    fn put(&mut self, anchor: &'static str, x: f64, top: f64, w: f64, h: f64) -> Option<Placed> {
        let left = match anchor {
            "end" => x - w,
            "middle" => x - w / 2.0,
            _ => x,
        };
        let area = Area { left, top, right: left + w, bottom: top + h };
        let free = area.within(self.width, self.height) && !self.taken.iter().any(|t| t.overlaps(&area));
        free.then(|| {
            self.taken.push(area);
            // Letters stand on a line about four fifths down their box.
            Placed { x, y: top + h * 0.82, anchor }
        })
    }
}

/// About how wide a text is: the mean of sans-serif letters; ideographs are square.
pub(super) fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| if c >= '\u{1100}' { 1.0 } else { 0.62 }).sum::<f64>() * size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_do_not_cover_each_other() {
        let mut labels = Labels::new(400.0, 200.0);
        let placed: Vec<_> = (0..40).filter_map(|_| labels.beside("Chernihiv", 12.0, 200.0, 100.0, 4.0)).collect();
        assert!((4..=8).contains(&placed.len()), "one on a side, at most: {placed:?}");
        assert!(labels.beside("Kyiv", 12.0, -50.0, 10.0, 4.0).is_none(), "nothing beyond the edge");
    }
}
