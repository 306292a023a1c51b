using System.Globalization;

namespace Versori.Connectors.Planning.Measuring;

/// <summary>The figures of a set.</summary>
internal static class Summary
{
    public const string Header =
        "set                 tasks  recall@10  of plan  whole  precision  chosen  empty  unasked  reads-that-write";

    public static string Of(string name, IReadOnlyCollection<Outcome> outcomes)
    {
        var reading = outcomes.Where(outcome => outcome.Task.IsReading).ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-18} {outcomes.Count,6} {Share(outcomes.Sum(o => o.Found), outcomes.Sum(o => o.Needed)),9:P1} "
            + $"{Share(outcomes.Sum(o => o.FoundInPlan), outcomes.Sum(o => o.Needed)),9:P1} "
            + $"{outcomes.Count(o => o.Missed.Count == 0),6} "
            + $"{Share(outcomes.Sum(o => o.Right), outcomes.Sum(o => o.Chosen)),9:P1} "
            + $"{(double)outcomes.Sum(o => o.Chosen) / Math.Max(1, outcomes.Count),7:F1} "
            + $"{outcomes.Count(o => o.Plan.Count == 0 || !o.Plan.Any(name => name.Contains('*'))),6} "
            + $"{outcomes.Sum(o => o.UnaskedWrites.Count),8} "
            + $"{reading.Count(o => o.UnaskedWrites.Count > 0),8} of {reading.Count}");
    }

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}
