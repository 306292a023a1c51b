namespace Versori.Connectors.Tests.Catalog.Formats;

internal static class EnumValues
{
    /// <summary>
    /// The values that an enumeration had when the fixture was written. A value that is added later belongs into a new
    /// fixture, because the files of the old ones do not have it.
    /// </summary>
    public static IEnumerable<T> First<T>(int count)
        where T : struct, Enum => Enum.GetValues<T>().Take(count);
}
