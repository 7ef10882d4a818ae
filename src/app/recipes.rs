//! The recipes that the rep made by pointing: kept beside the settings, one a site.

use super::AppError;
use super::engine::{Call, Engine, one};
use crate::ledger::store::Store;
use crate::protocol::{PageReply, PanelReply};
use crate::sites;
use serde_json::{Map, Value};

/// The key of the recipes in the store; its value holds them by their sites.
const RECIPES: &str = "recipes";
/// The most that are kept.
const MOST: usize = 100;

impl<L: Store, S: Store> Engine<L, S> {
    async fn pointed(&self) -> Result<Map<String, Value>, AppError> {
        let mut items = self.local.get(&[RECIPES.to_owned()]).await?;
        match items.remove(RECIPES) {
            Some(Value::Object(recipes)) => Ok(recipes),
            _ => Ok(Map::new()),
        }
    }

    async fn keep(&self, recipes: Map<String, Value>) -> Result<(), AppError> {
        let items = one(RECIPES, Value::Object(recipes));
        Ok(self.local.set(items, &[]).await?)
    }

    /// The recipe of the rep's own for the page's site, if there is one.
    pub(super) async fn recipe_for_page(&self, call: &Call) -> Result<PageReply, AppError> {
        let recipe = self.pointed().await?.remove(&call.host);
        Ok(PageReply::Recipe {
            recipe: recipe.map(|recipe| recipe.to_string()),
        })
    }

    /// Keeps what a page's script made of what the rep pointed at. It speaks for its own site
    /// alone.
    pub(super) async fn keep_pointed(
        &self,
        text: &str,
        call: &Call,
    ) -> Result<PageReply, AppError> {
        let (host, _) = sites::pointed(text).map_err(AppError::Refused)?;
        if host != call.host {
            let other = "This recipe is for another site. Nothing was changed.";
            return Err(AppError::Refused(other.to_owned()));
        }
        self.keep_recipe(text).await?;
        Ok(PageReply::Done {})
    }

    /// Keeps a recipe from a file, in place of the one for the same site.
    pub(super) async fn keep_recipe(&self, text: &str) -> Result<PanelReply, AppError> {
        let (host, recipe) = sites::pointed(text).map_err(AppError::Refused)?;
        let mut recipes = self.pointed().await?;
        if recipes.len() >= MOST && !recipes.contains_key(&host) {
            let full = "There are 100 recipes of your own. Delete one first.";
            return Err(AppError::Refused(full.to_owned()));
        }
        recipes.insert(host, recipe);
        self.keep(recipes).await?;
        self.recipes().await
    }

    /// Forgets the recipe for a site.
    pub(super) async fn drop_recipe(&self, host: &str) -> Result<PanelReply, AppError> {
        let mut recipes = self.pointed().await?;
        recipes.remove(host);
        self.keep(recipes).await?;
        self.recipes().await
    }

    /// All of them: site and recipe.
    pub(super) async fn recipes(&self) -> Result<PanelReply, AppError> {
        let recipes = self.pointed().await?.into_iter();
        Ok(PanelReply::Recipes(
            recipes
                .map(|(host, recipe)| (host, recipe.to_string()))
                .collect(),
        ))
    }
}
