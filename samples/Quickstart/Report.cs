namespace Quickstart;

/// <summary>Prints what happened, and remembers whether all of it was as it should be.</summary>
internal sealed class Report
{
    private int _steps;
    private int _failures;

    public void Step(string title, string what) => Console.WriteLine($"{(_steps++ == 0 ? "" : Environment.NewLine)}{_steps}. {title} {what}");

    public void Line(string text) => Console.WriteLine($"   {text}");

    public void Check(string text, bool holds)
    {
        if (!holds) _failures++;
        Console.WriteLine($"   {(holds ? "ok  " : "FAIL")} {text}");
    }

    /// <summary>The exit code.</summary>
    public int End()
    {
        Console.WriteLine($"{Environment.NewLine}{(_failures == 0 ? "All of it held." : $"{_failures} did not hold.")}");
        return _failures == 0 ? 0 : 1;
    }
}
