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

/// Where a label goes: the start of its base line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placed {
    /// Left end.
    pub x: f64,
    /// Base line.
    pub y: f64,
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
            (x + gap, y - h / 2.0),
            (x - gap - w, y - h / 2.0),
            (x + slant, y - slant - h),
            (x + slant, y + slant),
            (x - slant - w, y - slant - h),
            (x - slant - w, y + slant),
            (x - w / 2.0, y - gap - h),
            (x - w / 2.0, y + gap),
        ];
        places.into_iter().find_map(|(left, top)| self.put(left, top, w, h))
    }

    /// A place for `text` centred at a point or a little above or below it, or none.
    pub fn at(&mut self, text: &str, size: f64, x: f64, y: f64) -> Option<Placed> {
        let w = text_width(text, size);
        [0.0, -1.6, 1.6, -3.2, 3.2].into_iter().find_map(|lines| self.put(x - w / 2.0, y - size / 2.0 + lines * size, w, size))
    }

    fn put(&mut self, left: f64, top: f64, w: f64, h: f64) -> Option<Placed> {
        let area = Area { left, top, right: left + w, bottom: top + h };
        let free = area.within(self.width, self.height) && !self.taken.iter().any(|t| t.overlaps(&area));
        free.then(|| {
            self.taken.push(area);
            // Letters stand on a line about four fifths down their box.
            Placed { x: left, y: top + h * 0.82 }
        })
    }
}

/// About how wide a text is: the mean of sans-serif letters; ideographs are square.
fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| if c >= '\u{1100}' { 1.0 } else { 0.58 }).sum::<f64>() * size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_do_not_cover_each_other() {
        let mut labels = Labels::new(400.0, 200.0);
        let placed: Vec<_> = (0..40).filter_map(|_| labels.beside("Chernihiv", 12.0, 200.0, 100.0, 4.0)).collect();
        assert_eq!(placed.len(), 8, "one on every side");
        assert!(labels.beside("Kyiv", 12.0, -50.0, 10.0, 4.0).is_none(), "nothing beyond the edge");
    }
}
