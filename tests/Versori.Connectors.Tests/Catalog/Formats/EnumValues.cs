namespace Versori.Connectors.Tests.Catalog.Formats;

internal static class EnumValues
{
    /// <summary>
    /// The values that an enumeration had when the fixture was written. A value that is added later needs a new
    /// fixture, because the files of existing fixtures do not contain it.
    /// </summary>
    public static IEnumerable<T> First<T>(int count)
        where T : struct, Enum => Enum.GetValues<T>().Take(count);
}
