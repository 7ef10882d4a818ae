//! Prints what is compiled of the lexicons and models, as JSON: `[{"name", "sources", "text"}]`.

fn main() {
    let tables = askback::reading::tables();
    let tables = tables.iter().map(
        |table| serde_json::json!({ "name": table.name, "sources": table.sources, "text": table.text }),
    );
    println!("{}", serde_json::Value::Array(tables.collect()));
}
