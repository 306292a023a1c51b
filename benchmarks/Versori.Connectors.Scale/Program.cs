using Versori.Connectors.Scale;
using Versori.Connectors.Scale.Databases;
using Versori.Connectors.Scale.Filling;

// [sqlite] [postgres] [connections=1000000] [connectors=1000] [secrets]
var settings = new ScaleSettings(
    Number("connections", 1_000_000), Number("connectors", 1_000), args.Contains("secrets"));
var engines = args.Where(argument => argument is "sqlite" or "postgres").ToList();
if (engines.Count == 0) engines = ["sqlite", "postgres"];

var databases = engines.Select(ScaleDatabase (engine) => engine == "sqlite" ? new SqliteScale() : new PostgresScale())
    .ToList();
try
{
    // The databases are filled at the same time and measured one after the other.
    var filled = await Task.WhenAll(
        databases.Select(database => Task.Run(() => FilledDatabase.FillAsync(database, settings))));
    foreach (var database in filled) await ScaleReport.MeasureAsync(database, settings);
}
finally
{
    foreach (var database in databases) await database.DisposeAsync();
}

return;

int Number(string name, int otherwise) =>
    args.FirstOrDefault(argument => argument.StartsWith($"{name}=", StringComparison.Ordinal)) is { } given
    ? int.Parse(given[(name.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture)
    : otherwise;
