using System.Collections;
using System.Reflection;

namespace Versori.Connectors.Tests.Catalog.Formats;

/// <summary>
/// Which properties of the domain's records had a value other than the default, and which enumeration values occurred.
/// </summary>
internal sealed class SeenValues
{
    // The number of the format is not a setting, so no fixture needs another value of it.
    private const string FormatVersion = nameof(AuthSnapshot.FormatVersion);

    private readonly HashSet<Type> _types = [];
    private readonly HashSet<(Type Type, string Property)> _set = [];
    private readonly HashSet<Enum> _values = [];

    /// <summary>Types that must occur in addition to the visited ones.</summary>
    public void Expect(Type[] types) => _types.UnionWith(types);

    public void Visit(object? value)
    {
        if (value is null) return;
        if (value is Enum constant)
        {
            _types.Add(value.GetType());
            _values.Add(constant);
        }
        else if (IsRecord(value.GetType()))
        {
            VisitRecord(value);
        }
        else if (value is IEnumerable items and not string)
        {
            foreach (var item in items) Visit(Element(item));
        }
    }

    /// <summary>The properties and enumeration values that no fixture sets.</summary>
    public IEnumerable<string> Missing() => _types.Where(type => type.IsEnum)
        .SelectMany(type => Enum.GetValues(type).Cast<Enum>())
        .Where(value => !_values.Contains(value))
        .Select(value => $"{value.GetType().Name}.{value}")
        .Concat(_types.Where(type => !type.IsEnum)
            .SelectMany(type => Properties(type).Where(property => !_set.Contains((type, property.Name)))
                .Select(property => $"{type.Name}.{property.Name}")))
        .Order(StringComparer.Ordinal);

    private void VisitRecord(object record)
    {
        var type = record.GetType();
        _types.Add(type);
        var usual = type.IsValueType || type.GetConstructor(Type.EmptyTypes) is not null
            ? Activator.CreateInstance(type)
            : null;
        foreach (var property in Properties(type))
        {
            var value = property.GetValue(record);
            if (!Equals(value, usual is null ? null : property.GetValue(usual))) _set.Add((type, property.Name));
            Visit(value);
        }
    }

    private static object? Element(object? item) =>
        item is not null
            && item.GetType() is { IsGenericType: true } type
            && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
            ? type.GetProperty("Value")!.GetValue(item)
            : item;

    private static bool IsRecord(Type type) =>
        type.Assembly == typeof(AuthMethod).Assembly && Properties(type).Length > 0;

    private static PropertyInfo[] Properties(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(
            property =>
                property.SetMethod is not null
                    && property.GetIndexParameters().Length == 0
                    && property.Name != FormatVersion)];
}
