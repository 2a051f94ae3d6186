//! Draws charts: off the threads that keep the connections alive, few at a time, each picture once.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;

use crate::chart;

/// Pictures that are drawn at one time: each takes a core.
const AT_ONCE: usize = 2;
/// Pictures that may wait to be drawn. Beyond that an answer goes without: its table says the same, and nobody
/// waits for a picture that others have asked for.
const WAITING: usize = 16;
/// Pictures that are kept, of some 100 KB each.
const KEPT: usize = 8;

/// The data of a picture.
type Png = Arc<[u8]>;

/// Draws charts, and keeps those that were drawn last by what they show.
#[derive(Debug)]
pub(crate) struct Painter {
    free: Semaphore,
    waiting: AtomicUsize,
    kept: Mutex<VecDeque<(blake3::Hash, Png)>>,
}

impl Default for Painter {
    fn default() -> Self {
        Self { free: Semaphore::new(AT_ONCE), waiting: AtomicUsize::new(0), kept: Mutex::default() }
    }
}

impl Painter {
    /// The picture of an SVG; none where too many are wanted at once or it cannot be drawn.
    pub(crate) async fn paint(&self, svg: String) -> Option<Png> {
        let digest = blake3::hash(svg.as_bytes());
        if let Some(png) = self.find(&digest) {
            return Some(png);
        }
        let waiting = Waiting::begin(&self.waiting)?;
        let _permit = self.free.acquire().await.ok()?;
        drop(waiting);
        // Somebody else may have wanted the same in the meantime.
        if let Some(png) = self.find(&digest) {
            return Some(png);
        }
        let drawn = tokio::task::spawn_blocking(move || chart::png(&svg)).await;
        let png: Png = match drawn {
            Ok(Ok(png)) => png.into(),
            Ok(Err(error)) => {
                tracing::error!(%error, "a chart could not be drawn");
                return None;
            }
            Err(error) => {
                tracing::error!(%error, "drawing a chart ended early");
                return None;
            }
        };
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front((digest, Arc::clone(&png)));
        kept.truncate(KEPT);
        Some(png)
    }

    /// Keeps it from drawing until what is given is dropped.
    #[cfg(test)]
    pub(crate) async fn busy(&self) -> tokio::sync::SemaphorePermit<'_> {
        self.free.acquire_many(AT_ONCE as u32).await.expect("it is never closed")
    }

    /// A picture that was drawn before; it is kept for longer then.
    fn find(&self, digest: &blake3::Hash) -> Option<Png> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(own, _)| own == digest)?;
        let found = kept.remove(at)?;
        let png = Arc::clone(&found.1);
        kept.push_front(found);
        Some(png)
    }
}

/// A place in the queue, given back whatever happens.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn begin(count: &'a AtomicUsize) -> Option<Self> {
        let place = Self(count);
        (count.fetch_add(1, Ordering::Relaxed) < WAITING).then_some(place)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(width: usize) -> String {
        format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="2"></svg>"#)
    }

    #[tokio::test]
    async fn the_same_picture_is_drawn_once_and_few_are_kept() {
        let painter = Painter::default();
        let first = painter.paint(svg(1)).await.expect("a picture");
        assert!(Arc::ptr_eq(&first, &painter.paint(svg(1)).await.expect("a picture")));
        for width in 2..=KEPT + 1 {
            painter.paint(svg(width)).await.expect("a picture");
        }
        assert_eq!(painter.kept.lock().expect("a lock").len(), KEPT);
        assert!(painter.paint("no picture".into()).await.is_none());
        assert_eq!(painter.waiting.load(Ordering::Relaxed), 0);
    }

    #[tokio::test]
    async fn whoever_comes_when_too_many_wait_goes_without() {
        let painter = Painter::default();
        painter.waiting.store(WAITING, Ordering::Relaxed);
        assert!(painter.paint(svg(1)).await.is_none());
        assert_eq!(painter.waiting.load(Ordering::Relaxed), WAITING);
    }
}
