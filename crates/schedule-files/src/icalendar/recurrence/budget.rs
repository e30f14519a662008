//! What repeating may cost beside the length of a file, whatever its rules say.

use agenda::Session;

pub(super) struct Budget {
    /// Days and times to look at.
    steps: usize,
    /// Memory for repetitions.
    bytes: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            steps: 5_000_000,
            bytes: 64 * 1024 * 1024,
        }
    }
}

impl Budget {
    /// For one series: five hundred years of days.
    const MOST_STEPS: usize = 200_000;

    pub(super) fn spend<T>(&mut self, work: impl FnOnce(&mut usize) -> T) -> T {
        let given = self.steps.min(Self::MOST_STEPS);
        let mut left = given;
        let result = work(&mut left);
        self.steps -= given - left;
        result
    }

    /// Takes what one more session like this needs, if it is there.
    pub(super) fn affords(&mut self, session: &Session) -> bool {
        let rich = session.rich_text.as_ref();
        let rich = rich.map_or(0, |rich| rich.source.len());
        let lists = 100 * (session.speakers.len() + session.links.len());
        let bytes = 1000 + session.title.len() + session.text.len() + rich + lists;
        match self.bytes.checked_sub(bytes) {
            Some(left) => {
                self.bytes = left;
                true
            }
            None => false,
        }
    }
}
