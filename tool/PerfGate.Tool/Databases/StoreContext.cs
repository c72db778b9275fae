using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Databases;

/// <summary>PerfGate's tables.</summary>
internal sealed class StoreContext(DbContextOptions<StoreContext> options) : DbContext(options)
{
    /// <summary>The table that says which version the others have.</summary>
    public const string SchemaTable = "perfgate_schema";

    public DbSet<SchemaRow> Schema => Set<SchemaRow>();

    public DbSet<RunRow> Runs => Set<RunRow>();

    public DbSet<HistoryRow> History => Set<HistoryRow>();

    public DbSet<DocumentRow> Documents(DocumentKind kind) => Set<DocumentRow>(TableOf(kind));

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SchemaRow>(table =>
        {
            table.ToTable(SchemaTable).HasKey(row => row.Version);
            table.Property(row => row.Version).HasColumnName("version").ValueGeneratedNever();
            table.Property(row => row.MigratedAt).HasColumnName("migrated_at");
            table.Property(row => row.MigratedBy).HasColumnName("migrated_by");
        });
        foreach (var kind in Enum.GetValues<DocumentKind>())
        {
            modelBuilder.SharedTypeEntity<DocumentRow>(TableOf(kind), table => Map(table, TableOf(kind)));
        }

        modelBuilder.Entity<RunRow>(table =>
        {
            table.ToTable("perfgate_run").HasKey(row => row.Key);
            table.Property(row => row.Key).HasColumnName("key");
            table.Property(row => row.Suite).HasColumnName("suite");
            table.Property(row => row.Environment).HasColumnName("environment");
            table.Property(row => row.CommitHash).HasColumnName("commit_hash");
            table.Property(row => row.IsDirty).HasColumnName("is_dirty");
            table.Property(row => row.MeasuredAt).HasColumnName("measured_at");
            table.Property(row => row.RunId).HasColumnName("run_id");
            table.Property(row => row.Document).HasColumnName("document");
            table.Property(row => row.StoredAt).HasColumnName("stored_at");
            table.Property(row => row.StoredBy).HasColumnName("stored_by");
        });
        modelBuilder.Entity<HistoryRow>(table =>
        {
            table.ToTable("perfgate_history").HasKey(row => row.Key);
            table.Property(row => row.Key).HasColumnName("key");
            table.Property(row => row.MeasuredAt).HasColumnName("measured_at");
            table.Property(row => row.Line).HasColumnName("line");
            table.Property(row => row.StoredAt).HasColumnName("stored_at");
            table.Property(row => row.StoredBy).HasColumnName("stored_by");
        });
    }

    private static string TableOf(DocumentKind kind) => kind == DocumentKind.Baseline ? "perfgate_baseline" : "perfgate_calibration";

    private static void Map(EntityTypeBuilder<DocumentRow> table, string name)
    {
        table.ToTable(name).HasKey(row => row.Environment);
        table.Property(row => row.Environment).HasColumnName("environment");
        table.Property(row => row.Version).HasColumnName("version").IsConcurrencyToken();
        table.Property(row => row.Document).HasColumnName("document");
        table.Property(row => row.StoredAt).HasColumnName("stored_at");
        table.Property(row => row.StoredBy).HasColumnName("stored_by");
    }
}
