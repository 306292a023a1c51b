namespace Versori.Connectors.Generation.Planning;

/// <summary>
/// Limits how many endpoints of a very large source are ranked for a clause. The ranking of more than a thousand
/// endpoints that match only common words takes long, and none of them is suggested.
/// </summary>
internal static class LargestScores
{
    private const int Ranked = 1000;

    /// <summary>Returns the least score that is ranked: 0 unless the source has more endpoints.</summary>
    public static double Least(double[] scores)
    {
        if (scores.Length <= Ranked) return 0;
        var sorted = (double[])scores.Clone();
        Array.Sort(sorted);
        return sorted[^Ranked];
    }
}
