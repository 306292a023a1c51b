using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Invocation;

/// <summary>Makes numbers (JSON Schema validation §6.2).</summary>
internal static class NumberRange
{
    private const decimal Largest = 1_000_000_000_000_000_000m;

    public static Made Make(SchemaParts parts, bool isInteger, int variant)
    {
        var step = isInteger ? 1m : 0m;
        foreach (var factor in parts.Find("multipleOf", JsonValueKind.Number))
        {
            if (Decimal(factor) is { } one && one > 0) step = Common(step, one);
        }

        var unit = step > 0 ? step : 1m;
        var (low, high) = Bounds(parts, isInteger);

        // Small positive numbers are what most parameters expect: a page, a size, an id.
        var first = low <= unit && unit <= high ? unit
            : low > unit ? Ceiling(low, step)
            : Floor(high, step);
        var isDownward = high < unit && low <= 0;
        var value = first + ((isDownward ? -1 : 1) * unit * variant);
        if (value < low || value > high)
        {
            // Between two close limits there may be fractions only.
            value = step == 0 && high > low ? low + ((high - low) / (2 + variant)) : first;
            if (value < low || value > high || variant > 0 && step > 0) return new(Node(first), false);
        }

        var isValid = low <= high && (step == 0 || value % step == 0);
        return new(Node(value), isValid);
    }

    private static (decimal Low, decimal High) Bounds(SchemaParts parts, bool isInteger)
    {
        var (low, high) = parts.Texts("format").Contains("int32", StringComparer.Ordinal)
            ? (int.MinValue, int.MaxValue)
            : (-Largest, Largest);
        foreach (var part in parts.All)
        {
            // Before draft 6, exclusiveMinimum was true or false, and changed the meaning of minimum.
            low = Math.Max(low, Limit(part, "minimum", SchemaKeywords.IsTrue(part, "exclusiveMinimum"), 1));
            low = Math.Max(low, Limit(part, "exclusiveMinimum", true, 1));
            high = Math.Min(high, Limit(part, "maximum", SchemaKeywords.IsTrue(part, "exclusiveMaximum"), -1));
            high = Math.Min(high, Limit(part, "exclusiveMaximum", true, -1));
        }

        return (low, high);

        decimal Limit(JsonElement part, string keyword, bool isExclusive, int direction)
        {
            if (SchemaKeywords.Find(part, keyword, JsonValueKind.Number) is not { } number
                || Decimal(number) is not { } limit)
            {
                return direction > 0 ? -Largest : Largest;
            }

            if (isInteger) limit = direction > 0 ? Math.Ceiling(limit) : Math.Floor(limit);
            if (!isExclusive) return limit;
            var isLimit = Decimal(number) == limit;
            return !isLimit ? limit : limit + (direction * (isInteger ? 1m : 0.001m));
        }
    }

    private static decimal? Decimal(JsonElement number)
    {
        if (decimal.TryParse(number.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return Math.Clamp(value, -Largest, Largest);
        return number.TryGetDouble(out var large) && large < 0 ? -Largest : Largest;
    }

    // A number that is a multiple of both.
    private static decimal Common(decimal left, decimal right)
    {
        if (left == 0 || left % right == 0) return left == 0 ? right : left;
        for (var i = 1; i <= 1000; i++)
        {
            if (right * i % left == 0) return right * i;
        }

        return right;
    }

    private static decimal Ceiling(decimal value, decimal step) =>
        step == 0 ? value : Math.Ceiling(value / step) * step;

    private static decimal Floor(decimal value, decimal step) =>
        step == 0 ? value : Math.Floor(value / step) * step;

    private static JsonValue Node(decimal value)
    {
        var text = value.ToString("0.############################", CultureInfo.InvariantCulture);
        return JsonNode.Parse(text)!.AsValue();
    }
}
