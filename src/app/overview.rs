//! The engine's part for the popup and the settings.

use super::AppError;
use super::book::Book;
use super::engine::{Call, Effects, Engine, effects, trouble};
use super::tab::TabState;
use super::views;
use crate::domain::ProspectId;
use crate::ledger::store::Store;
use crate::ledger::stored::Settings;
use crate::protocol::{PanelReply, PopupView, SettingsForm, SettingsView, SiteView};
use crate::sites;

impl<L: Store, S: Store> Engine<L, S> {
    pub(super) async fn popup(
        &self,
        tab: Option<i32>,
        url: &str,
        call: &Call,
    ) -> Result<PanelReply, AppError> {
        let mut book = self.book(call).await?;
        let state = match tab {
            Some(tab) => self.tab(tab).await?,
            None => TabState::default(),
        };
        let seen = state.seen.as_ref();
        let card = self.card_view(&mut book, seen, state.turn, call).await?;
        let current = match seen.and_then(|seen| seen.prospect.as_ref()) {
            Some((id, _)) => {
                let id = ProspectId::stored(id.clone());
                let loaded = book.prospect(&id).await?;
                let clock = book.clock_for(&id, call.clock);
                loaded.is_known().then(|| views::prospect(&loaded, clock))
            }
            None => None,
        };
        let origin = sites::permission_for(url).unwrap_or_default();
        let own = self.own_side(&book, None).await?;
        let popup = PopupView {
            count: book.summary.count(call.clock.today()),
            decisions: self.decisions(&book, call).await?,
            current,
            card: seen.map(|_| card),
            site: SiteView {
                name: sites::name_for(url).to_owned(),
                enabled: call.granted.contains(&origin),
                origin,
            },
            missing: seen.map(|seen| seen.missing.clone()).unwrap_or_default(),
            trouble: trouble(&book),
            can_repair: matches!(book.trouble, Some(AppError::Damaged(_))),
            needs_welcome: own.is_unknown(),
            kinds: views::kind_list(),
            today: call.clock.today(),
        };
        Ok(PanelReply::Popup(Box::new(popup)))
    }

    /// The decisions that are needed, the most pressing first; at most 50, from at most as many
    /// of the oldest pages, so a large ledger costs no more.
    async fn decisions(
        &self,
        book: &Book<'_, L>,
        call: &Call,
    ) -> Result<Vec<crate::protocol::Decision>, AppError> {
        const MOST: usize = 50;
        let today = call.clock.today();
        let days: Vec<_> = book
            .summary
            .days
            .range(..=today)
            .map(|(day, _)| *day)
            .take(MOST)
            .collect();
        let pages = book.pages(&days).await?;
        let entries = pages.values().flat_map(|page| page.iter());
        let mut found: Vec<_> = entries
            .map(|(prospect, entry)| {
                let id = ProspectId::stored(prospect.clone());
                views::decision(prospect, entry, book.clock_for(&id, call.clock).today())
            })
            .collect();
        found.sort_by_key(|decision| (views::rank(&decision.reason), decision.since));
        found.truncate(MOST);
        Ok(found)
    }

    pub(super) async fn save_settings(
        &self,
        form: SettingsForm,
        call: &Call,
    ) -> Result<(PanelReply, Option<Effects>), AppError> {
        if !matches!(form.mode.as_str(), "coach" | "strict" | "quiet") {
            return Err(AppError::Refused(
                "Choose coach, strict or quiet.".to_owned(),
            ));
        }
        let clean = |texts: Vec<String>| {
            let mut texts: Vec<String> = texts
                .iter()
                .map(|text| text.trim().to_lowercase())
                .collect();
            texts.retain(|text| !text.is_empty());
            texts.truncate(200);
            texts
        };
        let settings = Settings {
            own_emails: clean(form.own_emails),
            own_domains: clean(form.own_domains)
                .iter()
                .map(|d| d.trim_start_matches('@').to_owned())
                .collect(),
            mode: form.mode,
            badge: form.badge,
        };
        if let Some(bad) = settings
            .own_emails
            .iter()
            .find(|text| crate::domain::Address::parse(text).is_none())
        {
            return Err(AppError::Refused(format!(
                "\u{201c}{bad}\u{201d} is not a mail address."
            )));
        }
        let mut book = self.book(call).await?;
        book.save_settings(settings).await?;
        Ok((settings_reply(&book), Some(effects(&book, call.clock))))
    }
}

/// The settings as they are.
pub(super) fn settings_reply<L>(book: &Book<'_, L>) -> PanelReply {
    let settings = book.settings.clone();
    PanelReply::Settings(Box::new(SettingsView {
        own_emails: settings.own_emails,
        own_domains: settings.own_domains,
        mode: settings.mode,
        badge: settings.badge,
        sites: sites::SITES
            .iter()
            .map(|site| (site.name.to_owned(), format!("https://{}/*", site.host)))
            .collect(),
        trouble: trouble(book),
    }))
}
