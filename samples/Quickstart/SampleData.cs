using Quickstart.Server;

namespace Quickstart;

/// <summary>The data that runs share, in a folder: the host's database and the warehouse's state.</summary>
internal sealed class SampleData
{
    private SampleData(string folder)
    {
        Database = Path.Combine(folder, "connectors.db");
        WarehouseState = new(Path.Combine(folder, "warehouse.json"));
    }

    /// <summary>The default folder, which belongs to this user.</summary>
    public static string DefaultFolder => Path.Combine(
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
        "Versori.Connectors.Quickstart");

    public string Database { get; }

    public WarehouseState WarehouseState { get; }

    /// <param name="folder">The folder.</param>
    /// <param name="fresh">Whether to delete its contents first.</param>
    public static SampleData In(string folder, bool fresh)
    {
        if (fresh && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        return new(folder);
    }
}
